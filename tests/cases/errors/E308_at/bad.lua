group = axis {"a", "b", at = {1, 2, 3}}  -- expect error: E308 axis 'group' has 2 elements but at gives 3 numbers; give one for each element
x = parameter("1", group) {1}
return model "m" {calendar = true, start = 2020, horizon = 2022}
