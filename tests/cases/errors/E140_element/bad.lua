area = axis {"urban", "rural"}
x = parameter("1", area) {1}
y = flow "1" {2 * x.urban}  -- expect error: E140 the right side of * is an element of an axis, but a quantity is wanted: x[x.urban] takes that part of x; a part of a quantity x is x[axis.element], a year of it at(x, 2035)
return model "tiny" {start = 2020, horizon = 2022}
