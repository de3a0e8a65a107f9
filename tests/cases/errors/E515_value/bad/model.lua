x = series "1" {data {"numbers.csv", "people", hold = true}}  -- expect error in numbers.csv:2: E515 read the value '1e999', which is too large for a number of 64 bits; check it
return model "m" {calendar = true, start = 2020, horizon = 2022}
