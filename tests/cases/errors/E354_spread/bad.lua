area = axis {"urban", "rural"}
x = parameter("1", area) {{urban = 1, rural = 2}}
band = axis {"a", "b"}
y = flow("1", band) {spread(x, area, band)}  -- expect error: E354 spread from 'area' to 'band' needs groups with bounds (5_9, 85plus, or from and to) that follow each other, made of whole elements, at most 511 of them
return model "m" {calendar = true, start = 2020, horizon = 2022}
