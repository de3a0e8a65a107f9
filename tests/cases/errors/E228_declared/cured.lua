people = parameter "人" {3}
x = flow "人/a" {people / period}
return model "m" {calendar = true, start = 2020, horizon = 2022}
