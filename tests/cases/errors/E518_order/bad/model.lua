x = series "1" {data {"numbers.csv", "people", hold = true}}  -- expect error in numbers.csv:3: E518 series 'people' goes from 2021 back to 2020; sort its rows by year
return model "m" {calendar = true, start = 2020, horizon = 2022}
