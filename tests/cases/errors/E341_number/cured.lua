n = parameter "1" {1}
x = flow "1" {1}
y = flow "1" {previous(x, 2)}
x = observed "1" {path {[2018] = 1, [2019] = 1}}
return model "m" {calendar = true, start = 2020, horizon = 2022}
