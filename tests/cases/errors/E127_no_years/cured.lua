x = lever "1" {path {[2020] = 1, hold = true}}
return model "m" {calendar = true, start = 2020, horizon = 2022}
