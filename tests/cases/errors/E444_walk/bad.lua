x = flow "1" {year}
y = outcome "1" {at(at(x, 2022), 2021)}  -- expect error: E444 a walk over years inside another; give the inner one a name of its own
return model "m" {calendar = true, start = 2020, horizon = 2022}
