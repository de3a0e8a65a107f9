area = axis {"urban", "rural"}
x = parameter("1", area) {{urban = 1, rural = 2}}
other = axis {"urban", "rural"}
y = flow("1", other) {as_axis(x, area, other)}  -- expect error: E357 'area' and 'other' are not twins; make the second one with axis(first)
return model "m" {calendar = true, start = 2020, horizon = 2022}
