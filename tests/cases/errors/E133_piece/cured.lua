area = axis {"urban", "rural"}
x = parameter("1", area) {{urban = 2, rural = 1}}
return model "tiny" {start = 2020, horizon = 2022}
