area = axis {"urban", "rural"}
x = parameter("1", area) {1}
y = flow "1" {sum(area, x * 2)}
return model "tiny" {start = 2020, horizon = 2022}
