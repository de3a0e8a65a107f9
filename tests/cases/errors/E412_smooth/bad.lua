k = stock "1" {initial = 1, rate = k / as "a" (10)}
y = level "1" {smooth(k, as "a" (2))}  -- expect error: E412 'smooth' is asked for before the start, where nothing is simulated; give `observed` for the name that reads it
z = flow "1" {previous(y)}
return model "m" {calendar = true, start = 2020, horizon = 2022}
