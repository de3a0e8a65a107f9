x = lever "1" {path {[2020] = 1, [2022] = 2}}
y = outcome "1" {previous(x)}  -- expect error: E420 'previous' has no meaning in an outcome; use at(x, year) of a name
return model "m" {calendar = true, start = 2020, horizon = 2022}
