age = axis {from = 0, to = 4, open = true}
x = parameter("1", age) {1}
y = flow "1" {sum(age(3, 1), x)}  -- expect error: E312 axis 'age' has no range 3 to 1; it goes from 0 to 4; write the smaller number first
return model "m" {calendar = true, start = 2020, horizon = 2022}
