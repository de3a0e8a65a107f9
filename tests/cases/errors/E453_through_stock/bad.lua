capital = stock "元2020" {initial = at_start(gdp) * as "a" (3), rate = gdp}
gdp = flow "元2020/a" {at_start(gdp) * capital / at_start(capital)}  -- expect error: E453 'gdp' reads its own value in the start year (capital -> gdp (line 1) -> capital), and nothing gives that
return model "m" {start = 2020, horizon = 2022, calendar = true}
