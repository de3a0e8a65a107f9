x = series "1" {data {"a.csv", "x", fill = "cubic"}}  -- expect error: E157 the option fill cannot be "cubic"; write fill = "linear"
return model "tiny" {start = 2020, horizon = 2022}
