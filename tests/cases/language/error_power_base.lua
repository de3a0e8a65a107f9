k = parameter "元2020" { 1 }
n = parameter "1" { normal(0.3, 0.1) }
x = flow "1" { k ^ n }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect error: E222 a power with a varying exponent needs a pure number below, this is 元2020
