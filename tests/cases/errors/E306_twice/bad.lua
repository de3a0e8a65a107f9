area = axis {"urban", "urban"}  -- expect error: E306 axis 'area' has the element 'urban' twice; remove one
x = parameter("1", area) {1}
return model "m" {calendar = true, start = 2020, horizon = 2022}
