area = axis {"urban", "rural"}
x = flow("1", area) {2}
return model "tiny" {start = 2020, horizon = 2022}
