x = series "1" {data {"numbers.csv", "peple", hold = true}}  -- expect error: E521 has no series 'peple'; did you mean 'people'?
return model "m" {calendar = true, start = 2020, horizon = 2022}
