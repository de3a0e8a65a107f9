people = parameter "人" {3}
check "人口" {people, equals = as "人" (3), within = as "人" (1)}
return model "m" {calendar = true, start = 2020, horizon = 2022}
