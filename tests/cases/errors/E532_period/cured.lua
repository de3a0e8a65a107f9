x = parameter "1" {data {"numbers.csv", "people", period = "2020-2025"}}
return model "m" {calendar = true, start = 2020, horizon = 2022}
