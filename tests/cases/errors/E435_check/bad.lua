p = parameter "1" {1}
check "数" {p, at_most = uniform(1, 2)}  -- expect error: E435 'uniform' is a distribution without a name of its own; make it a parameter and use that
return model "m" {calendar = true, start = 2020, horizon = 2022}
