x = flow "1" {1}
x = observed "1" {path {[2019] = 1, [2020] = 1}}
y = flow "1" {previous(x, 0)}  -- expect error: E414 previous: 0 is no whole number from 1 to 50
return model "m" {calendar = true, start = 2020, horizon = 2022}
