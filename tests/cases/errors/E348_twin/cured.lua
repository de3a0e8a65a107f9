zzzz = axis {"a", "b"}
one = axis(zzzz)
x = parameter("1", one) {2}
return model "m" {calendar = true, start = 2020, horizon = 2022}
