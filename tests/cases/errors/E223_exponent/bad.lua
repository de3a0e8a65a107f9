p = parameter "人" {3}
x = flow "1" {2 ^ p}  -- expect error: E223 the exponent is 人; an exponent is a pure number: divide by a reference value
return model "m" {calendar = true, start = 2020, horizon = 2022}
