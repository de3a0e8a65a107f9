x = parameter "1" {choice {1, 2, weights = {1, 2}}}
return model "tiny" {start = 2020, horizon = 2022}
