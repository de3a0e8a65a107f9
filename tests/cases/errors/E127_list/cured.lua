x = series "1" {path {[2020] = 5, [2021] = 6}}
return model "tiny" {start = 2020, horizon = 2022}
