age = axis {from = 0, to = 9}
x = parameter("1", age) {1}
y = flow "1" {sum(age(0, 4), x) * 2}
return model "tiny" {start = 2020, horizon = 2022}
