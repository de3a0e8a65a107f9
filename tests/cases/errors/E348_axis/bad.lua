x = parameter "1" {2}
y = flow "1" {mean(zzzz, x)}  -- expect error: E348 'zzzz' is not an axis; a slice is written people[area.urban], a range age(15, 59)
return model "m" {calendar = true, start = 2020, horizon = 2022}
