u = level "1" { exp(year - 2020) }
k = stock "1" { initial = 1, next = k * 2 }
x = flow "1" { k / previous(k) }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect error: E424 'k' is read at 2019
