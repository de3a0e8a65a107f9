x = series "1" {data {"numbers.csv", "people", hold = true}}  -- expect error in numbers.csv:3: E507 the last line does not end; the table may be cut short, else end it with a new line
return model "m" {calendar = true, start = 2020, horizon = 2022}
