group = axis {"a", "b", at = {1, 2}}
x = parameter("1", group) {1}
return model "m" {calendar = true, start = 2020, horizon = 2022}
