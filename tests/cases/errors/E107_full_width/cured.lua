x = parameter "1" {3 + 4}
return model "tiny" {start = 2020, horizon = 2022}
