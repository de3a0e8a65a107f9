price = lever "1" { path {[2020] = 0, [2021] = 40} }
spending = lever "元2020/a" { path {[2020] = 2} }
above_start = flow "1" { price - at_start(price) }
knowledge = stock "元2020" { initial = at_start(spending) * as "a" (10), rate = spending }
output = flow "元2020/a" { as "元2020/a" (9), start = 10 }
growth_since = flow "1" { index(output) }
return model "history" { calendar = true, start = 2020, horizon = 2022 }
