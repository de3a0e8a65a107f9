x = parameter "1" {1}
y = flow "1" {where(neither(x, x), 1, 0)}
return model "tiny" {start = 2020, horizon = 2022}
