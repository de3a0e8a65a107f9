area = axis {"urban", "rural"}
x = parameter("1", area) {{urban = 1, rural = 2}}
y = flow "1" {area.urban}  -- expect error: E140 the value of flow is an element of an axis, but a quantity is wanted: x[area.urban] takes that part of x; a part of a quantity area is area[axis.element], a year of it at(area, 2035)
return model "m" {calendar = true, start = 2020, horizon = 2022}
