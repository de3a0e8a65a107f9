area = axis {"urban", "rural"}
x = parameter("1", area) {1}
y = flow "1" {x[area]}  -- expect error: E131 [area] does not slice a quantity; write x[area.urban] or x[age[0]] with an element of an axis
return model "m" {calendar = true, start = 2020, horizon = 2022}
