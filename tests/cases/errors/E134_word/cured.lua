x = parameter "1" {1}
y = flow "1" {where(less(x, 2), 1, 0)}
return model "tiny" {start = 2020, horizon = 2022}
