x = parameter "1" {data {"numbers.csv", "people", year = 2015}}  -- expect error: E522 has no 2015; it has 2020
return model "m" {calendar = true, start = 2020, horizon = 2022}
