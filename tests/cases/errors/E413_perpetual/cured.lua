invest = flow "1" {1}
invest = observed "1" {path {[2019] = 1, [2020] = 1}}
y = flow "1" {perpetual(invest, as "%/a" (5))}
return model "m" {calendar = true, start = 2020, horizon = 2022}
