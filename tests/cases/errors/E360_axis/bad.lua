area = axis {"urban", "rural"}
x = parameter("1", area, area) {1}  -- expect error: E360 'x' names axis 'area' twice; make a twin with axis(...)
return model "m" {calendar = true, start = 2020, horizon = 2022}
