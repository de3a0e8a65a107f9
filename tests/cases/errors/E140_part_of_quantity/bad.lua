area = axis {"urban", "rural"}
people = parameter("人", area) {{urban = 1, rural = 2}}
x = flow "人" {people.urban}  -- expect error: E140 the value of flow is an element of an axis, but a quantity is wanted: x[people.urban] takes that part of x; a part of a quantity people is people[axis.element], a year of it at(people, 2035)
return model "m" {start = 2020, horizon = 2022, calendar = true}
