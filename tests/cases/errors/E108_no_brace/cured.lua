x = parameter "1" {3}
y = parameter "1" {4}
return model "tiny" {start = 2020, horizon = 2022}
