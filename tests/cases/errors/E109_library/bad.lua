math.exp = 3  -- expect error: E109 the library cannot be changed
return model "tiny" {start = 2020, horizon = 2022}
