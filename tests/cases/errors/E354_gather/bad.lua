area = axis {"urban", "rural"}
x = parameter("1", area) {{urban = 1, rural = 2}}
age = axis {from = 0, to = 3}
z = parameter("1", age) {1}
y = flow("1", area) {gather(z, age, area)}  -- expect error: E354 gather from 'age' to 'area' needs groups with bounds (5_9, 85plus, or from and to) that follow each other, made of whole elements, at most 511 of them
return model "m" {calendar = true, start = 2020, horizon = 2022}
