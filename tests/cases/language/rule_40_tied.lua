-- the inventory walks history with the depreciation of the run; what is left over stays closed: K(2020) = K(2019) (1 - d) + I
invest = flow "亿元2020/a" { as "亿元2020/a" (10) }
invest = observed "亿元2020/a" { path {[2018] = 100, [2019] = 100, [2020] = 100} }
d = parameter "%/a" { uniform(5, 15) }
capital = stock "亿元2020" { initial = perpetual(invest, d), rate = invest - d * capital }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect: capital@2020 = 1000
-- expect: capital@2021 = 910
