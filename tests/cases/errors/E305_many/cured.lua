age = axis {from = 0, to = 50}
x = parameter("1", age) {1}
return model "m" {calendar = true, start = 2020, horizon = 2022}
