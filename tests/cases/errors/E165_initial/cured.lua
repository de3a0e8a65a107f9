x = stock "1" {initial = 1, rate = 1 / as "a" (1)}
return model "m" {calendar = true, start = 2020, horizon = 2022}
