x = series "1" {data {"numbers.csv", "people", fill = "cubic"}}  -- expect error: E157 the option fill cannot be "cubic"; write fill = "linear"
return model "m" {calendar = true, start = 2020, horizon = 2022}
