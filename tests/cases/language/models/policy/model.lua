price = lever "元2020/t" {path {[2020] = 1}, range = {0, 600}}
share = lever "%" {path {[2020] = 10}, range = {0, 100}}
retired = lever "%" {0}
growth_rate = parameter "%/a" {2}
lag = parameter "a" {1}
output = stock "元2020" {initial = 100, rate = growth_rate * output}
double = level "元2020" {2 * output}
return model "policy" {calendar = true, start = 2020, horizon = 2025}
