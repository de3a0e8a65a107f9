x = lever "1" {path {hold = true}}  -- expect error: E127 path takes years as keys; write path {[2020] = 1, [2030] = 2}
return model "m" {calendar = true, start = 2020, horizon = 2022}
