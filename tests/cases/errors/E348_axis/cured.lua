x = parameter "1" {2}
y = flow "1" {x}
return model "m" {calendar = true, start = 2020, horizon = 2022}
