x = lever "1" {range = {0, 1}}  -- expect error: E333 'x' (1) is needed: the region's folder must give it
y = flow "1" {x}
return model "m" {calendar = true, start = 2020, horizon = 2022}
