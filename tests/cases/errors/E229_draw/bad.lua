x = parameter "%" {exp(normal(0, 1))}  -- expect error: E229 exp makes a pure number of bare ones
return model "m" {start = 2020, horizon = 2022, calendar = true}
