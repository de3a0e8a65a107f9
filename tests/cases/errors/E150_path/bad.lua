x = series "1" {path(3)}  -- expect error: E150 path is not written so; it is followed by {[2020] = 1, [2030] = 2}
return model "tiny" {start = 2020, horizon = 2022}
