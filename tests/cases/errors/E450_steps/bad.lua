x = flow "1" {1}
return model "m" {start = 2020, horizon = 2022, step = 0.75}  -- expect error: E450 from 2020 to 2022 is no whole number of steps of 0.75, or none at all; correct start, horizon or step
