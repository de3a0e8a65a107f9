x = parameter "1" {1}
y = flow "1" {lookup(x, {[0] = 1, [2] = 3})}
return model "tiny" {start = 2020, horizon = 2022}
