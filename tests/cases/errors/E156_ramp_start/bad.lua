x = lever "1" {ramp {from = 2021, to = 2022, reach = 2}}  -- expect error: E156 ramp needs 'start'; write start = ... in its table
return model "m" {calendar = true, start = 2020, horizon = 2022}
