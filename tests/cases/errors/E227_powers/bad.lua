x = parameter "m" {3}
y = flow "1" {x ^ 80 * x ^ 80}  -- expect error: E227 m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m· and m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m
return model "m" {calendar = true, start = 2020, horizon = 2022}
