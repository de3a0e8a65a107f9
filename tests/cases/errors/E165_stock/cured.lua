x = stock "1" {initial = 1, rate = 0}
return model "tiny" {start = 2020, horizon = 2022}
