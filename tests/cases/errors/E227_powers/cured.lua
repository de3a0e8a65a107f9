x = parameter "m" {3}
y = flow "1" {(x / as "m" (1)) ^ 160}
return model "m" {calendar = true, start = 2020, horizon = 2022}
