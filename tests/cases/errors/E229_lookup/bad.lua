x = parameter "%" {lookup(2, {[0] = 0, [4] = 8})}  -- expect error: E229 lookup makes a pure number of bare ones, but what stands here is in %
return model "m" {start = 2020, horizon = 2022, calendar = true}
