-- checks hold in every simulated year; the start year is data
k = stock "1" { initial = -1, next = k + 2 }
check "positive" { closing(k), at_least = 0, within = as "1" (1e-9) }
check "positive at the beginning" { k, at_least = 0, within = as "1" (1e-9) }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect: k@2020 = -1
-- expect checks failed: 1
