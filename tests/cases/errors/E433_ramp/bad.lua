x = lever "1" {ramp {from = 2022, start = 1, to = 2021, reach = 2}}  -- expect error: E433 ramp goes from 2022 to 2021; the first must be the earlier one
return model "m" {calendar = true, start = 2020, horizon = 2022}
