group = axis {"a", "b", from = {0, 5}, to = {5, 9}}
x = parameter("1", group) {1}
return model "m" {calendar = true, start = 2020, horizon = 2022}
