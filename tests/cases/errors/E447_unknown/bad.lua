k = stock "1" {initial = 1, rate = 0}
x = flow "1" {k}
y = outcome "1" {at(x, 2020)}  -- expect error: E447 x has no value in 2020; give it `observed` or start = for that year, or name a later one
return model "m" {calendar = true, start = 2020, horizon = 2022}
