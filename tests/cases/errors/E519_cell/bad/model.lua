x = series "1" {data {"numbers.csv", "people", hold = true}}  -- expect error in numbers.csv:2: E519 the cell is longer than 8192 bytes; split it
return model "m" {calendar = true, start = 2020, horizon = 2022}
