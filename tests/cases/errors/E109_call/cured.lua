local worked = 3
x = parameter "1" {worked * 2}
return model "m" {start = 2020, horizon = 2022, calendar = true}
