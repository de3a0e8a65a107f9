area = axis {"urban", "rural"}
people = parameter("人", area) {{urban = 1, rural = 2}}
x = flow "人" {people:urban()}  -- expect error: E132 'people.urban' is not a function; a value in a year is at(x, 2035), a range of an axis age(15, 59), a product a * (b)
return model "m" {start = 2020, horizon = 2022, calendar = true}
