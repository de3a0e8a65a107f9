x = series "1" {data {"numbers.csv", "people", hold = true}}  -- expect error in numbers.csv:2: E525 the line is empty; remove it
return model "m" {calendar = true, start = 2020, horizon = 2022}
