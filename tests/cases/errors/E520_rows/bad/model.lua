x = series "1" {data {"numbers.csv", "people", hold = true}}  -- expect error in numbers.csv:1: E520 the table has a header but no rows; add one
return model "m" {calendar = true, start = 2020, horizon = 2022}
