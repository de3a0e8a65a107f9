area = axis {"urban", "rural"}
x = parameter("1", area) {{urban = 1, rural = 2}}
y = flow "1" {sum(area(0, 1), x)}  -- expect error: E311 axis 'area' has no numbers; a range needs an axis of whole numbers or of groups with bounds
return model "m" {calendar = true, start = 2020, horizon = 2022}
