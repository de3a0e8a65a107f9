x = parameter "%" {lognormal(0, 1)}
return model "m" {start = 2020, horizon = 2022, calendar = true}
