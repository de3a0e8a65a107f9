area = axis {"urban", "rural"}
lag = parameter("a", area) {{urban = 1, rural = 2}}
income = flow "1" {start = 1, 2}
felt = flow("1", area) {smooth(income, lag)} -- expect error: E363 this is over (area) where a value over () is wanted; sum over the axis that is too many
return model "m" {start = 2020, horizon = 2025, calendar = true}
