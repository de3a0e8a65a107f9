x = parameter "亿元2020" {1}
return model "m" {calendar = true, start = 2020, horizon = 2022}
