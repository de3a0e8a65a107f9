x = solve "1" {zero = x - 2, between = {0, 5}}
return model "m" {calendar = true, start = 2020, horizon = 2022}
