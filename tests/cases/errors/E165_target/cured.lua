x = flow "1" {1}
y = target "1" {at(x, 2021), at_least = 1}
return model "tiny" {start = 2020, horizon = 2022}
