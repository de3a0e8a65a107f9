x = series "1" {data {"numbers.csv", "x"}}  -- expect error: E401 'x' has no value at 2022, it covers 2020-2021; give more years or say hold = true or extend = true
return model "m" {calendar = true, start = 2020, horizon = 2022}
