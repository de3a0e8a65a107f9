x = parameter "1" {1}
x = observed "1" {3}  -- expect error: E339 'x' is a parameter; an observed belongs to a flow, level or stock
return model "m" {calendar = true, start = 2020, horizon = 2022}
