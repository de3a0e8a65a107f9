x = parameter "1" {1}
return model "m" {calendar = true, start = 2020, horizon = 2022}
