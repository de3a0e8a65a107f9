x = parameter "" {1}  -- expect error: E206 the unit is empty; write 1 for a pure number
return model "m" {calendar = true, start = 2020, horizon = 2022}
