x = flow "1" {year}
y = flow "1" {at(x, 2021)}  -- expect error: E446 'at' walks over the years of a finished run; it belongs in an outcome or target
return model "m" {calendar = true, start = 2020, horizon = 2022}
