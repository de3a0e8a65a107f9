x = series "1" {data {"nubmers.csv", "people", hold = true}}  -- expect error: E501 cannot be read: there is no such file
return model "m" {calendar = true, start = 2020, horizon = 2022}
