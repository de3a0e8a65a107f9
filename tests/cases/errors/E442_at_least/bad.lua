k = stock "1" {initial = 1, next = k + 1}
check "数" {k, at_least = 0}  -- expect error: E442 check '数' compares with 0, which has no scale; say within = as "unit" (1e-6)
return model "m" {start = 2020, horizon = 2022, calendar = true}
