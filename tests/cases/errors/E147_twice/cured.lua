x = flow "1" {3}
return model "tiny" {start = 2020, horizon = 2022}
