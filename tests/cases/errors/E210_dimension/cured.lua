dimension "RU"
return model "m" {calendar = true, start = 2020, horizon = 2022}
