x = lever "1" {1}
y = flow "1" {lookup(x, {[0] = 0})}  -- expect error: E436 lookup needs a table of two or more points with rising keys, like {[0] = 1, [5] = 2}
return model "m" {calendar = true, start = 2020, horizon = 2022}
