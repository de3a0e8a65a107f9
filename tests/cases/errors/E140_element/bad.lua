area = axis {"urban", "rural"}
x = parameter("1", area) {1}
y = flow "1" {2 * x.urban}  -- expect error: E140 the right side of * is an element of an axis, but a quantity is wanted: a slice is written x[x.urban], a year of a quantity at(x, 2035)
return model "tiny" {start = 2020, horizon = 2022}
