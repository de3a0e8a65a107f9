area = axis {"urban", "rural"}
x = parameter "1" {{urban = 1, rural = 2}}  -- expect error: E353 a table stands where a value is wanted; tables belong in a parameter, given or observed with axes, in by(axis) {...} or in lookup
return model "m" {calendar = true, start = 2020, horizon = 2022}
