x = series "1" {data {"numbers.csv", "people", hold = true}}  -- expect error in numbers.csv:2: E505 read the invisible character U+200B; remove it
return model "m" {calendar = true, start = 2020, horizon = 2022}
