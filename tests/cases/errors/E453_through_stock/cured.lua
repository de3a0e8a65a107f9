capital = stock "元2020" {initial = at_start(gdp) * as "a" (3), rate = gdp}
gdp = flow "元2020/a" {at_start(gdp) * capital / at_start(capital)}
gdp = observed "元2020/a" {path {[2020] = 100}}
return model "m" {start = 2020, horizon = 2022, calendar = true}
