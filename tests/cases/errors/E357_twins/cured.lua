area = axis {"urban", "rural"}
x = parameter("1", area) {{urban = 1, rural = 2}}
other = axis(area)
y = flow("1", other) {as_axis(x, area, other)}
return model "m" {calendar = true, start = 2020, horizon = 2022}
