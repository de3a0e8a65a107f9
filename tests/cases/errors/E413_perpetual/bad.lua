y = flow "1" {perpetual(2, as "%/a" (5))}  -- expect error: E413 perpetual takes a name, or a slice of a name, this is 2; give the expression a name first
return model "m" {calendar = true, start = 2020, horizon = 2022}
