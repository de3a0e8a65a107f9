x = lever "1" {ramp {from = 2021, start = 1, to = 2022, reach = 2}}
return model "m" {calendar = true, start = 2020, horizon = 2022}
