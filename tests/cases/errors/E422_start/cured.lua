k = stock "1" {initial = 1, rate = 0}
x = flow "1" {k, start = 1}
z = level "1" {at_start(x)}
return model "m" {calendar = true, start = 2020, horizon = 2022}
