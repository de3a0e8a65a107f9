age = axis {from = 0, to = 4, open = true}
x = parameter("1", age) {1}
y = flow "1" {sum(age(1, 3), x)}
return model "m" {calendar = true, start = 2020, horizon = 2022}
