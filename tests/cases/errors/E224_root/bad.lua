people = parameter "人" {3}
x = flow "1" {sqrt(people)}  -- expect error: E224 the power 1/2 of 人 has no whole units: divide by a reference value first
return model "m" {calendar = true, start = 2020, horizon = 2022}
