invest = flow "亿元2020/a" {as "亿元2020/a" (1)}
invest = observed "亿元2020/a" {path {[2018] = 1, [2019] = 1, [2020] = 2}}
k = stock "亿元2020" {initial = perpetual(invest, as "%" (5)), rate = invest}  -- expect error: E416 a rate that is compounded or depreciates is per year (1/a, %/a); give it that unit
return model "m" {calendar = true, start = 2020, horizon = 2022}
