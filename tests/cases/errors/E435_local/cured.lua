u = parameter "1" {uniform(1, 2)}
a = parameter "1" {u}
b = parameter "1" {u}
c = flow "1" {a - b}
return model "m" {start = 2020, horizon = 2022, calendar = true}
