x = lever "1" {path {[2020] = 1, [2022] = 2}}
y = outcome "1" {at(x, 2021)}
return model "m" {calendar = true, start = 2020, horizon = 2022}
