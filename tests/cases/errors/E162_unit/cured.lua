x = flow "1" {2}
return model "tiny" {start = 2020, horizon = 2022}
