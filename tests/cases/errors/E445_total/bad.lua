x = flow "1" {year}
y = outcome "1" {total(x, 2018, 2021)}  -- expect error: E445 total from 2018: that is before the start; name a simulated year
return model "m" {calendar = true, start = 2020, horizon = 2022}
