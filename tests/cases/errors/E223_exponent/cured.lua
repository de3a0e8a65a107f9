p = parameter "人" {3}
x = flow "1" {2 ^ (p / as "人" (1))}
return model "m" {calendar = true, start = 2020, horizon = 2022}
