area = axis {"urban", "rural"}
x = parameter("1", area) {1}
return model "m" {calendar = true, start = 2020, horizon = 2022}
