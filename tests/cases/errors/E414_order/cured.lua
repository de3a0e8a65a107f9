x = lever "1" {1}
y = flow "1" {smooth(x, as "a" (2), {order = 2})}
return model "m" {calendar = true, start = 2020, horizon = 2022}
