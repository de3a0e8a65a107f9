x = flow "1/a" {1 / as "a" (1)}
k = stock "1" {initial = 0, rate = x}
y = flow "1" {closing(k)}
return model "m" {start = 2020, horizon = 2022}
