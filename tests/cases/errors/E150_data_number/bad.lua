x = series "1" {data {"numbers.csv", 5}}  -- expect error: E150 data is not written so; it is followed by {"data/annual.csv", "population"}
return model "m" {calendar = true, start = 2020, horizon = 2022}
