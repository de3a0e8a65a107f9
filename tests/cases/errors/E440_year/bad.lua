x = flow "1" {year}
y = outcome "1" {at(x, 2021.5)}  -- expect error: E440 the year 2021.5 is not among the steps from 2020 to 2022; name one that is
return model "m" {calendar = true, start = 2020, horizon = 2022}
