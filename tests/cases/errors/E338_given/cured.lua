x = parameter "1" {1}
x = given "1" {3}
return model "m" {calendar = true, start = 2020, horizon = 2022}
