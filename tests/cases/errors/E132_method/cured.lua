area = axis {"urban", "rural"}
people = parameter("人", area) {{urban = 1, rural = 2}}
x = flow "人" {people[area.urban]}
return model "m" {start = 2020, horizon = 2022, calendar = true}
