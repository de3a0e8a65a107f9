x = series "1" {data {"numbers.csv", "people", hold = true}}  -- expect error in numbers.csv:2: E511 this quote is never closed; end the cell with one more quote
return model "m" {calendar = true, start = 2020, horizon = 2022}
