price = lever "1" {path {[2020] = 1}}
x = stock "1" {initial = 1, rate = 0.5 * x}
return model "harmless" {start = 2020, horizon = 2022}
