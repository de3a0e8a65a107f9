area = axis {}  -- expect error: E150 axis is not written so; it is followed by names in quotes {"urban", "rural"}, or {from = 0, to = 100}
x = parameter("1", area) {1}
return model "m" {calendar = true, start = 2020, horizon = 2022}
