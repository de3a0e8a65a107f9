x = parameter "1" {1}
y = flow "1" {where(same(x, 1), 1, 0)}
return model "tiny" {start = 2020, horizon = 2022}
