age = axis {from = 0, to = 2}
x = flow("1", age) {place(1, 0)}  -- expect error: E153 place puts a quantity at an element, and '0' is none; write place(x, age[0])
return model "tiny" {start = 2020, horizon = 2022}
