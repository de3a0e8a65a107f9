area = axis {"urban", "rural"}
x = parameter("1", area) {{urban = 1, rural = 2}}
y = flow "1" {area.urban}  -- expect error: E140 the value of flow is an element of an axis, but a quantity is wanted: a slice is written x[area.urban], a year of a quantity at(area, 2035)
return model "m" {calendar = true, start = 2020, horizon = 2022}
