x = flow "1" {at_start(x) * 2}  -- expect error: E453 'x' reads its own value in the start year (x -> x), and nothing gives that; write `x = observed ...` for 2020, or start = ... in its table
return model "m" {start = 2020, horizon = 2022, calendar = true}
