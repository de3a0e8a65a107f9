-- the start stage has its own order: at the start a flow is its observed value, and its equation is not read
capital = stock "元2020" { initial = at_start(gdp) * period * 3, rate = as "%/a" (20) * capital }
capital = observed "元2020" { path {[2020] = 9} }
gdp = flow "元2020/a" { at_start(gdp) * (capital / at_start(capital)) }
gdp = observed "元2020/a" { path {[2020] = 100} }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect: capital@2020 = 300
-- expect: gdp@2020 = 100
-- expect: gdp@2021 = 100
-- expect: gdp@2022 = 120
