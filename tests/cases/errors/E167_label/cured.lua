x = parameter "1" {1, label = "三"}
return model "tiny" {start = 2020, horizon = 2022}
