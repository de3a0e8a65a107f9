area = axis {"urban", "rural"}
lag = parameter("a", area) {{urban = 1, rural = 2}}
income = flow "1" {start = 1, 2}
felt = flow("1", area) {smooth(income, mean(area, lag))}
return model "m" {start = 2020, horizon = 2025, calendar = true}
