k = stock "亿元2020" { initial = as "亿元2020" (1), rate = as "元2020" (1) }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect error: E228 rate of 'k' is 元2020, declared 亿元2020
