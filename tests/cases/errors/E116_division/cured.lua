x = parameter "1" {1 / 2}
return model "tiny" {start = 2020, horizon = 2022}
