people = parameter "1" {3}
x = flow "1" {people}
return model "m" {calendar = true, start = 2020, horizon = 2022}
