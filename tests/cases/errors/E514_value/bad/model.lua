x = series "1" {data {"numbers.csv", "people", hold = true}}  -- expect error in numbers.csv:2: E514 read the value '1 234', expected a number like 3208.93: remove the blanks
return model "m" {calendar = true, start = 2020, horizon = 2022}
