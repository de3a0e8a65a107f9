x = series "1" {path {[2020] = 3}}
return model "tiny" {start = 2020, horizon = 2022}
