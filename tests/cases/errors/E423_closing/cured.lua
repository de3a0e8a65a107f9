a = level "1" {k + 0}
k = stock "1" {initial = 1, rate = f / as "a" (1)}
f = flow "1" {a * 0.5}
return model "m" {start = 2020, horizon = 2022, calendar = true}
