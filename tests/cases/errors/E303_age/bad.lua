age = axis {from = 0, to = 4, open = true}
x = parameter("1", age) {1}
y = flow "1" {x[age[5]]}  -- expect error: E303 axis 'age' has no element 5; it goes from 0 to 4
return model "m" {calendar = true, start = 2020, horizon = 2022}
