x = parameter "1" {3.5, label = "数"}
return model "tiny" {start = 2020, horizon = 2022}
