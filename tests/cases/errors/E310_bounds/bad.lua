group = axis {"a", "b", from = {0, 5}, to = {6, 9}}  -- expect error: E310 axis 'group': the bounds of element 'b' are 5 to 9; the upper one must be higher and groups must not overlap
x = parameter("1", group) {1}
return model "m" {calendar = true, start = 2020, horizon = 2022}
