x = parameter "1" {1e300 * 1e300}  -- expect error: E116 the value of parameter is inf, not a number that can be computed with; look for a division by zero
return model "m" {calendar = true, start = 2020, horizon = 2022}
