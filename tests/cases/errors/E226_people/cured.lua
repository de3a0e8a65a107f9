people = parameter "人" {3}
x = flow "人" {people + as "人" (5)}
return model "m" {calendar = true, start = 2020, horizon = 2022}
