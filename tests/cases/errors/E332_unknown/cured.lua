zzzz = parameter "1" {3}
x = flow "1" {zzzz}
return model "m" {calendar = true, start = 2020, horizon = 2022}
