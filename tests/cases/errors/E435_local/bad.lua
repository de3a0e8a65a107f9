local u = uniform(1, 2)  -- expect error: E435 'uniform' is a distribution without a name of its own; make it a parameter and use that
a = parameter "1" {u}
b = parameter "1" {u}
c = flow "1" {a - b}
return model "m" {start = 2020, horizon = 2022, calendar = true}
