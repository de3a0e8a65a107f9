people = parameter "人" {3}
check "人口" {people, equals = as "人" (3), within = as "tce" (1)}  -- expect error: E441 the `within` of check '人口' has another unit than what it checks; use the same
return model "m" {calendar = true, start = 2020, horizon = 2022}
