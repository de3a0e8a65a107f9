area = axis {"urban", "rural"}
x = parameter("1", area) {{urban = 1, rural = 2}}
y = flow "1" {sum(area, x)}
return model "m" {calendar = true, start = 2020, horizon = 2022}
