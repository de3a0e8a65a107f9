x = flow "1" {year}
y = outcome "1" {total(x, 2022, 2021)}  -- expect error: E433 total goes from 2022 to 2021; the first must be the earlier one
return model "m" {calendar = true, start = 2020, horizon = 2022}
