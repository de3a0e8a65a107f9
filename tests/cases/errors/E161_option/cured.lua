x = series "1" {path {[2020] = 1, hold = true}}
return model "tiny" {start = 2020, horizon = 2022}
