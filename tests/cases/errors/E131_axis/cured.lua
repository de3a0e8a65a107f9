area = axis {"urban", "rural"}
x = parameter("1", area) {1}
y = flow "1" {x[area.urban]}
return model "m" {calendar = true, start = 2020, horizon = 2022}
