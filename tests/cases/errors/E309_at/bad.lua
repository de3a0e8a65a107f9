group = axis {"a", "b", at = {2, 1}}  -- expect error: E309 axis 'group': at does not rise at element 'b'; give finite numbers that rise
x = parameter("1", group) {1}
return model "m" {calendar = true, start = 2020, horizon = 2022}
