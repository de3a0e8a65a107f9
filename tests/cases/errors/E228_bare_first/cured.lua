gdp = flow "元2020/a" {as "元2020/a" (5), start = 5}
capital = stock "元2020" {initial = at_start(gdp) * period * 3, rate = gdp}
return model "m" {start = 2020, horizon = 2022, calendar = true}
