area = axis {"urban", "rural"}
x = flow("1", area) {by(area) {urban = 1, rural = 2}}
return model "tiny" {start = 2020, horizon = 2022}
