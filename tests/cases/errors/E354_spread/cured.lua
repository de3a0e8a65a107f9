group = axis {"young", "old", from = {0, 2}, to = {2, 4}}
age = axis {from = 0, to = 3}
x = parameter("1", group) {{young = 1, old = 2}}
y = flow("1", age) {spread(x, group, age)}
return model "m" {calendar = true, start = 2020, horizon = 2022}
