group = axis {"young", "old", from = {0, 2}, to = {2, 4}}
age = axis {from = 0, to = 3}
z = parameter("1", age) {1}
y = flow("1", group) {gather(z, age, group)}
return model "m" {calendar = true, start = 2020, horizon = 2022}
