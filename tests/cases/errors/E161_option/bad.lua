x = series "1" {path {[2020] = 1, hodl = true}}  -- expect error: E161 path has no key 'hodl'; did you mean 'hold'?
return model "tiny" {start = 2020, horizon = 2022}
