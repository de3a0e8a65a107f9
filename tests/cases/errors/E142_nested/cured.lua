y = flow "1" {3}
x = flow "1" {2 * y}
return model "tiny" {start = 2020, horizon = 2022}
