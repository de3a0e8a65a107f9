area = axis {"urban", ""}  -- expect error: E313 axis 'area' has an element without a name; give it one of at most 200 bytes
x = parameter("1", area) {1}
return model "m" {calendar = true, start = 2020, horizon = 2022}
