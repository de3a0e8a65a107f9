x = lever "1" {1}
y = flow "1" {lookup(x, {[0] = 0, [1] = 5})}
return model "m" {calendar = true, start = 2020, horizon = 2022}
