x = shock "1" {sd = 1}
return model "m" {calendar = true, start = 2020, horizon = 2022}
