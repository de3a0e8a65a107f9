x = series "1" {path {[2020] = 1, [2030] = 2}}
return model "tiny" {start = 2020, horizon = 2022}
