group = axis {"young", "old", at = {0, 2}}
age = axis {from = 0, to = 3}
x = parameter("1", group) {{young = 1, old = 2}}
y = flow("1", age) {interpolate(x, group, age)}
return model "m" {calendar = true, start = 2020, horizon = 2022}
