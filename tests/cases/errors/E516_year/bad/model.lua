x = series "1" {data {"numbers.csv", "people", hold = true}}  -- expect error in numbers.csv:2: E516 read the year '20x0', expected a year from 1000 to 2999 or a period like 2020-2025
return model "m" {calendar = true, start = 2020, horizon = 2022}
