x = flow "1" {1}
return model "m" {method = "rk4", calendar = true, start = 2020, horizon = 2022}  -- expect error: E411 'calendar' fixes the step to whole years by Euler; take it away, or the method "rk4"
