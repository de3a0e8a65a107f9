age = axis {from = 0, to = 5000000}  -- expect error: E305 axis 'age' has 5000001 elements; at most 10000 are possible
x = parameter("1", age) {1}
return model "m" {calendar = true, start = 2020, horizon = 2022}
