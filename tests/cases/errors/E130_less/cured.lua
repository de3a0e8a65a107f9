x = parameter "1" {1}
y = flow "1" {less(x, 2)}
return model "tiny" {start = 2020, horizon = 2022}
