x = parameter "1" {uniform(0, 1)}
return model "tiny" {start = 2020, horizon = 2022}
