x = series "1" {data {"numbers.csv", "people"}}  -- expect error: E532 series 'people' of
return model "m" {calendar = true, start = 2020, horizon = 2022}
