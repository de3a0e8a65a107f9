x = need "1" {3}  -- expect error: E166 need takes no unnamed value; the place gives it
return model "tiny" {start = 2020, horizon = 2022}
