age = axis {from = 0, to = 2}
x = flow("1", age) {accumulate(age, age, "down")}
return model "tiny" {start = 2020, horizon = 2022}
