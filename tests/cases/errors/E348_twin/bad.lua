one = axis(zzzz)  -- expect error: E348 'zzzz' is not an axis; a slice is written people[area.urban], a range age(15, 59)
x = parameter("1", one) {2}
return model "m" {calendar = true, start = 2020, horizon = 2022}
