x = parameter "1" {1 / 0}  -- expect error: E116 the value of parameter is inf, not a number that can be computed with; look for a division by zero
return model "tiny" {start = 2020, horizon = 2022}
