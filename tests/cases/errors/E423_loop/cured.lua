a = flow "1" {previous(b)}
b = flow "1" {a + 1}
b = observed "1" {path {[2020] = 1}}
return model "m" {calendar = true, start = 2020, horizon = 2022}
