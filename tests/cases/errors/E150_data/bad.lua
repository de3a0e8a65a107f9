x = series "1" {data "file.csv"}  -- expect error: E150 data is not written so; it is followed by {"data/annual.csv", "population"}
return model "tiny" {start = 2020, horizon = 2022}
