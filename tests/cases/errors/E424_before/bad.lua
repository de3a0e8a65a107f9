x = flow "1" {1}
x = observed "1" {path {[2020] = 1}}
y = flow "1" {before(x, 3)}  -- expect error: E424 'x' is read at 2017, which is before the start (2020) or not observed; give `x = observed ...` for that year
return model "m" {calendar = true, start = 2020, horizon = 2022}
