invest = flow "亿元2020/a" {as "亿元2020/a" (1)}
invest = observed "亿元2020/a" {path {[2018] = 1, [2019] = 1, [2020] = 2}}
k = stock "亿元2020" {initial = perpetual(invest, as "%/a" (5)), rate = invest}
return model "m" {calendar = true, start = 2020, horizon = 2022}
