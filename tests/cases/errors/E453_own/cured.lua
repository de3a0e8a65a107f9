x = flow "1" {at_start(x) * 2, start = 1}
return model "m" {start = 2020, horizon = 2022, calendar = true}
