b = flow "人" { as "人" (1) }
check "nought" { b - b, equals = 0 }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect error: E442 check 'nought' compares with 0, which has no scale
