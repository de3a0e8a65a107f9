area = axis {"urban", "rural"}
x = parameter("1", area) {{urban = 1, rural = 2}}
y = flow("1", area) {by(area) {urban = 1}}  -- expect error: E352 axis 'area' has the element 'rural', which is missing here; add it, or others = ...
return model "m" {calendar = true, start = 2020, horizon = 2022}
