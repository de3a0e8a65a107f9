x = series "1" {data {"numbers.csv", "x"}}  -- expect error: E402 'x' has no value at 2021, its years jump from 2020 to 2022; give the years between or say fill = "linear"
return model "m" {calendar = true, start = 2020, horizon = 2022}
