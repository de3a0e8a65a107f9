k = stock "1" {initial = 1, rate = x / as "a" (1)}
x = flow "1" {k}
y = level "1" {k + 1}
return model "m" {calendar = true, start = 2020, horizon = 2022}
