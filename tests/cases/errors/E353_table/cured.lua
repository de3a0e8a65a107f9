area = axis {"urban", "rural"}
x = parameter("1", area) {{urban = 1, rural = 2}}
return model "m" {calendar = true, start = 2020, horizon = 2022}
