local exp_of_3 = math.exp(3)
return model "tiny" {start = 2020, horizon = 2022}
