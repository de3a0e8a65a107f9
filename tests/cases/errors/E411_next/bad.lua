x = stock "1" {initial = 1, next = x}  -- expect error: E411 'next' fixes the step to whole years by Euler; take it away, or the method "rk4"
return model "m" {method = "rk4", start = 2020, horizon = 2022}
