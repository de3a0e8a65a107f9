x = parameter "1" {3 * 2}
return model "tiny" {start = 2020, horizon = 2022}
