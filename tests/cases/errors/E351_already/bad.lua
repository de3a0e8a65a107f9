area = axis {"urban", "rural"}
x = parameter("1", area) {{urban = 1, rural = 2}}
y = flow("1", area) {place(x, area.urban)}  -- expect error: E351 place: the value has axis 'area' already; take a slice or a sum first
return model "m" {calendar = true, start = 2020, horizon = 2022}
