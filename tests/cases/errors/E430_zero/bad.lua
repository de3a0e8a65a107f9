p = lever "1" {1}
x = solve "1" {zero = p - 2, between = {0, 5}}  -- expect error: E430 the `zero` of 'x' does not depend on it; nothing can be solved
return model "m" {calendar = true, start = 2020, horizon = 2022}
