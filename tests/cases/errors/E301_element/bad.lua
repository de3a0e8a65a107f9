area = axis {"urban", "rural"}
x = parameter("1", area) {{urban = 1, rural = 2}}
y = flow "1" {x[area.urbn]}  -- expect error: E301 axis 'area' has no element 'urbn'; did you mean 'urban'?
return model "m" {calendar = true, start = 2020, horizon = 2022}
