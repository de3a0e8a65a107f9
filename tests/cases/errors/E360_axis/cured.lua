area = axis {"urban", "rural"}
area_to = axis(area)
x = parameter("1", area, area_to) {1}
return model "m" {calendar = true, start = 2020, horizon = 2022}
