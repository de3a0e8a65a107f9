p = lever "1" {1}
x = solve "1" {zero = p - x, between = {0, 5}}
return model "m" {calendar = true, start = 2020, horizon = 2022}
