x = parameter "1" {data {"numbers.csv", "people", year = 2020}}
return model "m" {calendar = true, start = 2020, horizon = 2022}
