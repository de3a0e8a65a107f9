k = stock "1" {initial = 1, next = k + 1}
check "数" {k, at_least = 0, within = as "1" (1e-9)}
return model "m" {start = 2020, horizon = 2022, calendar = true}
