area = axis {"urban", "rural"}
x = parameter("1", area) {{urban = 1, rural = 2}}
y = flow "1" {sum(area, x[area.urban])}  -- expect error: E350 sum: the value has no axis 'area'; take away 'area' or use a value that has it
return model "m" {calendar = true, start = 2020, horizon = 2022}
