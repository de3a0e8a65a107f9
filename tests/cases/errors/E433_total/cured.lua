x = flow "1" {year}
y = outcome "1" {total(x, 2021, 2022)}
return model "m" {calendar = true, start = 2020, horizon = 2022}
