x = flow "1" {previous(previous(y))}
y = flow "1" {start = 1, previous(y) + 1}
return model "m" {calendar = true, start = 2020, horizon = 2022}
-- expect error: E424 'y' is read at 2018, which is before the start (2020) or not observed
