x = parameter "1" {1}
y = flow "1" {x * exp(x)}
return model "tiny" {start = 2020, horizon = 2022}
