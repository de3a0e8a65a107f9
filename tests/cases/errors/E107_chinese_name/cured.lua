population = parameter "人" {1, label = "人口"}
return model "tiny" {start = 2020, horizon = 2022}
