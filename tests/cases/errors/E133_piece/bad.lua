area = axis {"urban", "rural"}
x = parameter("1", area) {1}
x.urban = 2  -- expect error: E133 'x' cannot be set piece by piece; write the whole as by(axis) {...}
return model "tiny" {start = 2020, horizon = 2022}
