x = parameter "1" {1, range = {0, 2}}
return model "tiny" {start = 2020, horizon = 2022}
