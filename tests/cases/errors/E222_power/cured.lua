people = parameter "人" {3}
p = flow "1" {1 + 0 * year}
x = flow "人" {people * (people / as "人" (1)) ^ (p - 1)}
return model "m" {calendar = true, start = 2020, horizon = 2022}
