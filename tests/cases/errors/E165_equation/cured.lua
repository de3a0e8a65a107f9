x = flow "1" {1, label = "某"}
return model "m" {calendar = true, start = 2020, horizon = 2022}
