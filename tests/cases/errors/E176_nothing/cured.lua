x = parameter "1" {1}
return model "tiny" {start = 2020, horizon = 2022}
