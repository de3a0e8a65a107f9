p = parameter "1" {1}
most = parameter "1" {uniform(1, 2)}
check "数" {p, at_most = most}
return model "m" {calendar = true, start = 2020, horizon = 2022}
