x = series "1" {data {"numbers.csv", "x", fill = "linear"}}
return model "m" {calendar = true, start = 2020, horizon = 2022}
