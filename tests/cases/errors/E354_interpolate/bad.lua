area = axis {"urban", "rural"}
x = parameter("1", area) {{urban = 1, rural = 2}}
age = axis {from = 0, to = 3}
y = flow("1", age) {interpolate(x, area, age)}  -- expect error: E354 interpolate from 'area' to 'age' needs positions on both axes, and at most 511 elements: say at = {...}
return model "m" {calendar = true, start = 2020, horizon = 2022}
