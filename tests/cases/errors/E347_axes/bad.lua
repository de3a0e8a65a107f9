area = axis {"urban", "rural"}
x = parameter("1", area) {{urban = 1, rural = 2}}
y = flow "1" {x}  -- expect error: E347 'y' is declared over () but its equation is over (area); sum over the axis that is too many, or declare it
return model "m" {calendar = true, start = 2020, horizon = 2022}
