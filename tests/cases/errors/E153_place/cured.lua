age = axis {from = 0, to = 2}
x = flow("1", age) {place(1, age[0])}
return model "tiny" {start = 2020, horizon = 2022}
