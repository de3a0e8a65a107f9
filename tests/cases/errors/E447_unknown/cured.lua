k = stock "1" {initial = 1, rate = 0}
x = flow "1" {k}
y = outcome "1" {at(x, 2021)}
return model "m" {calendar = true, start = 2020, horizon = 2022}
