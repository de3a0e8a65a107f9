x = parameter "人" {1}
return model "m" {calendar = true, start = 2020, horizon = 2022}
