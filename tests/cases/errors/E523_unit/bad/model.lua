x = series "1" {data {"numbers.csv", "people", hold = true}}  -- expect error in numbers.csv:3: E523 series 'people' is in 人, declared 1: they are unlike; correct one of them
return model "m" {calendar = true, start = 2020, horizon = 2022}
