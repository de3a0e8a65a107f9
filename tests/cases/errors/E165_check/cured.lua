people = parameter "人" {0}
check "人口" {people, at_least = 0, within = as "人" (1e-6)}
return model "m" {calendar = true, start = 2020, horizon = 2022}
