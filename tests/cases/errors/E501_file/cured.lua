x = series "1" {data {"numbers.csv", "people", hold = true}}
return model "m" {calendar = true, start = 2020, horizon = 2022}
