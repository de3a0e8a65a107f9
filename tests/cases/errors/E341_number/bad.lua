n = parameter "1" {1}
x = flow "1" {1}
y = flow "1" {previous(x, n)}  -- expect error: E341 the number of steps of previous must be a plain number, this is n
x = observed "1" {path {[2018] = 1, [2019] = 1}}
return model "m" {calendar = true, start = 2020, horizon = 2022}
