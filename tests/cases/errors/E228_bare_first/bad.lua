gdp = flow "元2020/a" {as "元2020/a" (5), start = 5}
capital = stock "元2020" {initial = 3 * at_start(gdp) * period, rate = gdp}  -- expect error: E228 initial of 'capital' is 元2020·元2020, declared 元2020: they are unlike
return model "m" {start = 2020, horizon = 2022, calendar = true}
