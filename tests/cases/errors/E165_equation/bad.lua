x = flow "1" {label = "某"}  -- expect error: E165 flow needs its equation; write it first: {a * b, label = "..."}
return model "m" {calendar = true, start = 2020, horizon = 2022}
