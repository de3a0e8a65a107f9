x = parameter "1" {1}
y = flow "1" {1 - same(x, 1)}
return model "tiny" {start = 2020, horizon = 2022}
