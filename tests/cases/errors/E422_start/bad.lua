k = stock "1" {initial = 1, rate = 0}
x = flow "1" {k}  -- expect error: E422 'k' is read at the beginning of the start year by 'x', where it is not known; give `observed` or start = for the flow, or use closing(k)
z = level "1" {at_start(x)}
return model "m" {calendar = true, start = 2020, horizon = 2022}
