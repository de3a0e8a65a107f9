-- price years convert by a deflator, currencies by a rate: parameters with their units
nominal = parameter "亿元当年/a" { 120 }
deflator = parameter "元当年/元2020" { 1.2 }
rate = parameter "元当年/USD" { 6 }
real = flow "亿元2020/a" { nominal / deflator }
dollars = flow "亿USD/a" { nominal / rate }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect: real@2021 = 100
-- expect: dollars@2021 = 20
