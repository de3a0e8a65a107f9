-- 2020=100 is 0.01 of a pure number: an index times the value of its base year, bare in the declared unit
gdp = flow "亿元2020/a" { as "亿元2020/a" (1) }
gdp = observed "亿元2020/a" { data {"data/index.csv", "gdp_index"} * 25041.4 }
ratio = series "1" { data {"data/index.csv", "gdp_index", hold = true} }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect: gdp@2020 = 25041.4
-- expect: ratio@2020 = 1
-- expect: ratio@2021 = 1.083
