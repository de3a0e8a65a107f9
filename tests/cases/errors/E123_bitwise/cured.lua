x = parameter "1" {both(6, 3)}
return model "tiny" {start = 2020, horizon = 2022}
