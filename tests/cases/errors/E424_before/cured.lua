x = flow "1" {1}
x = observed "1" {path {[2017] = 1, [2020] = 1}}
y = flow "1" {before(x, 3)}
return model "m" {calendar = true, start = 2020, horizon = 2022}
