area = axis {"urban", "rural"}
x = flow("1", area) {by("area") {urban = 1, rural = 2}}  -- expect error: E150 by is not written so; it is followed by (area) {urban = a, others = 0}
return model "tiny" {start = 2020, horizon = 2022}
