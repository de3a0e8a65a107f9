p = parameter "1" {uniform(1, 3)}
x = flow "1" {1}
x = observed "1" {p}  -- expect error: E434 the observation of 'x' must be plain data; take away the names it reads
return model "m" {calendar = true, start = 2020, horizon = 2022}
