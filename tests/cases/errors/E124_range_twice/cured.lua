x = parameter "1" {1, range = {0, 2}}
return model "m" {start = 2020, horizon = 2022, calendar = true}
