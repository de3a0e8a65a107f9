x = lever "1" {1}
y = flow "1" {smooth(x, as "a" (2), {order = 1.5})}  -- expect error: E414 smooth: 1.5 is no whole number from 1 to 50
return model "m" {calendar = true, start = 2020, horizon = 2022}
