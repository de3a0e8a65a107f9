-- like things of other scale convert by themselves; a declared unit is a conversion
a = parameter "万人" { 3 }
b = parameter "人" { 500 }
c = flow "万人" { a + b }
share = flow "%" { b / a }
money = parameter "亿元2020/a" { 2 }
each = flow "万元2020/a/人" { money / a }
power = parameter "万kW" { 1 }
energy = flow "亿kWh/a" { power }
hours = parameter "h/a" { 4380 }
half = flow "1" { hours }
rest = flow "%" { 1 - share }
points = flow "百分点" { share - as "%" (1) }
price = parameter "元2020/tCO2" { 100 }
cost = flow "亿元2020/a" { price * as "MtCO2/a" (1) }
return model "units" { calendar = true, start = 2020, horizon = 2021, files = {} }
-- expect: c@2021 = 3.05
-- expect: share@2021 = 1.6666666666666667
-- expect: each@2021 = 0.66666666666666667
-- expect: energy@2021 = 0.876
-- expect: half@2021 = 0.5
-- expect: rest@2021 = 98.333333333333333
-- expect: points@2021 = 0.66666666666666667 ~ 1e-10
-- expect: cost@2021 = 1
