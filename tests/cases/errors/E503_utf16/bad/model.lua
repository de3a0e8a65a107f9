x = series "1" {data {"numbers.csv", "people", hold = true}}  -- expect error in numbers.csv:1: E503 the table is UTF-16; save it as UTF-8
return model "m" {calendar = true, start = 2020, horizon = 2022}
