x = series "1" {data {"numbers.csv", "people", hold = true}}  -- expect error in numbers.csv:3: E517 series 'people' has 2020 twice, first in line 2; remove one
return model "m" {calendar = true, start = 2020, horizon = 2022}
