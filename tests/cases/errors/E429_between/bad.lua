x = solve "1" {zero = x - 2, between = 5}  -- expect error: E429 'x' needs between = {low, high}; write two values that enclose the solution
return model "m" {calendar = true, start = 2020, horizon = 2022}
