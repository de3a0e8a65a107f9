invest_history = flow "亿元2020/a" { as "亿元2020/a" (10) }
invest_history = observed "亿元2020/a" { path {[2017] = 100, [2018] = 110, [2019] = 121, [2020] = 133.1} }
d = parameter "%/a" { 10 }
k0 = parameter "亿元2020" { perpetual(invest_history, d) }
k1 = parameter "亿元2020" { perpetual(invest_history, d, 1) }
grown = flow "1" { compound(as "%/a" (5)) }
grown_level = level "1" { compound(as "%/a" (5)) }
return model "history" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect: k0@2021 = 695.6
-- expect: k1@2021 = 625
-- expect: grown@2020 = 1
-- expect: grown@2021 = 1.0512710963760241
-- expect: grown_level@2022 = 1.1051709180756477
