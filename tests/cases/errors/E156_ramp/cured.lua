x = series "1" {ramp {from = 2020, start = 1, to = 2022, reach = 2}}
return model "tiny" {start = 2020, horizon = 2022}
