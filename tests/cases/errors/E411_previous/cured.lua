x = stock "1" {initial = 1, rate = x / as "a" (1)}
y = flow "1" {x}
return model "m" {method = "rk4", start = 2020, horizon = 2022}
