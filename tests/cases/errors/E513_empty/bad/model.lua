x = series "1" {data {"numbers.csv", "people", hold = true}}  -- expect error in numbers.csv:2: E513 the cell 'value' is empty; fill it in
return model "m" {calendar = true, start = 2020, horizon = 2022}
