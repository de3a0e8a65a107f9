area = axis {"urban", "rural"}
price = lever "元2020/t" {path {[2020] = 0}, range = {0, 600}}
share = lever("%", area) {{urban = 10, rural = 5}}
growth_rate = parameter "%/a" {2}
output = stock "元2020" {initial = 100, rate = growth_rate * output}
return model "tiny" {start = 2020, horizon = 2022}
