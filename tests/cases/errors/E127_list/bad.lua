x = series "1" {path {5, 6}}  -- expect error: E127 path takes years as keys; write path {[2020] = 1, [2030] = 2}
return model "tiny" {start = 2020, horizon = 2022}
