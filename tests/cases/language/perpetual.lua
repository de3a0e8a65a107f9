-- Investment grows unevenly: stocks of the start year and of years before it must still lie on one path.
invest = flow "亿元2020/a" { as "亿元2020/a" (10) }
invest = observed "亿元2020/a" { path {[2017] = 100, [2018] = 110, [2019] = 130, [2020] = 133.1} }
d = parameter "%/a" { 10 }
k0 = parameter "亿元2020" { perpetual(invest, d) }
k1 = parameter "亿元2020" { perpetual(invest, d, 1) }
k3 = parameter "亿元2020" { perpetual(invest, d, 3) }
rolled = parameter "亿元2020" { k1 * 0.9 + before(invest, 0) * period }
return model "perpetual" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect: k3@2021 = 500
-- expect: k1@2021 = 634
-- expect: k0@2021 = 703.7
-- expect: rolled@2021 = 703.7
