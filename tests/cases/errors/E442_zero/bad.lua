people = parameter "人" {0}
check "人口" {people, equals = 0}  -- expect error: E442 check '人口' compares with 0, which has no scale; say within = as "unit" (1e-6)
return model "m" {calendar = true, start = 2020, horizon = 2022}
