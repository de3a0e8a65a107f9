area = axis {"urban", "rural"}
x = parameter("1", area) {1}
y = flow "1" {(x * 2)[area.urban]}
return model "tiny" {start = 2020, horizon = 2022}
