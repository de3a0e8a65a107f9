area = axis {"urban", "rural"}
price = lever "元2020/t" {path {[2020] = 0}, range = {0, 600}}
cost = parameter "1" {2}
output = stock "元2020" {initial = 100, rate = as "%/a" (2) * output}
return model "tiny" {calendar = true, start = 2020, horizon = 2022}
