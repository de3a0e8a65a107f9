x = lever "1" {0.5, range = {0, 1}}
y = flow "1" {x}
return model "m" {calendar = true, start = 2020, horizon = 2022}
