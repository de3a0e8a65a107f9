x = flow "1" {1}
y = flow "1" {at_start(x) * 2}
x = observed "1" {1}
return model "m" {calendar = true, start = 2020, horizon = 2022}
