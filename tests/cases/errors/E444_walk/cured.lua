x = flow "1" {year}
y = outcome "1" {at(x, 2021)}
return model "m" {calendar = true, start = 2020, horizon = 2022}
