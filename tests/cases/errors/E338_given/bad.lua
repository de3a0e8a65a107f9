x = flow "1" {1}
x = given "1" {3}  -- expect error: E338 'x' is a flow; a given belongs to a need, lever, parameter or series
return model "m" {calendar = true, start = 2020, horizon = 2022}
