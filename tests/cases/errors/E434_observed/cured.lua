x = flow "1" {1}
x = observed "1" {2}
return model "m" {calendar = true, start = 2020, horizon = 2022}
