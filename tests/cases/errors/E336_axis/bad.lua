area = axis {"urban", "rural"}
x = parameter("1", area) {{urban = 1, rural = 2}}
y = flow "1" {x * area}  -- expect error: E336 'area' is an axis of names, not a value; write sum(area, x) or x[axis.element]
return model "m" {calendar = true, start = 2020, horizon = 2022}
