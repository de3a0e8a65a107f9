age = axis {from = 0, to = 9}
x = parameter("1", age) {1}
y = flow "1" {age(0, 4) * 2}  -- expect error: E140 the left side of * is a range of an axis
return model "tiny" {start = 2020, horizon = 2022}
