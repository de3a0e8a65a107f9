area = axis {"urban", "rural"}
x = flow("1", area) {2 * by(area) {urban = 1, others = 0}}
return model "tiny" {start = 2020, horizon = 2022}
