age = axis {from = 5, to = 0}  -- expect error: E307 axis 'age' goes from 5 to 0; write two whole numbers, the smaller one first
x = parameter("1", age) {1}
return model "m" {calendar = true, start = 2020, horizon = 2022}
