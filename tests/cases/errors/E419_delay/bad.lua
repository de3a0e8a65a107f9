x = lever "1" {1}
y = level "1" {delay(x, as "a" (2))}  -- expect error: E419 a delay is a flow; a level cannot read it: declare a flow, or use smooth
return model "m" {calendar = true, start = 2020, horizon = 2022}
