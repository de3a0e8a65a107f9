x = parameter "1" {1}
y = flow "1" {where(both(less(x, 2), more(x, 0)), 1, 0)}
return model "tiny" {start = 2020, horizon = 2022}
