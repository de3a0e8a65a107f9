rate = parameter "%/a" {2}
y = flow "1" {compound(rate)}
return model "m" {calendar = true, start = 2020, horizon = 2022}
