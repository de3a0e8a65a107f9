x = flow "1" {1}
y = flow "1" {at_start(x * 2)}  -- expect error: E413 at_start takes a name, or a slice of a name, this is x * 2; give the expression a name first
return model "m" {calendar = true, start = 2020, horizon = 2022}
