x = series "1" {data {"numbers.csv", "people", hold = true}}  -- expect error in numbers.csv:2: E524 the confidence 'certain' is none of high, medium and low; choose one
return model "m" {calendar = true, start = 2020, horizon = 2022}
