x = series "1" {data {"numbers.csv", "people", hold = true}}  -- expect error in numbers.csv:2: E509 the cells are separated by semicolons, expected commas; save the table with commas
return model "m" {calendar = true, start = 2020, horizon = 2022}
