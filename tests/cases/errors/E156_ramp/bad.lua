x = series "1" {ramp {from = 2020, start = 1, to = 2022}}  -- expect error: E156 ramp needs 'reach'; write reach = ... in its table
return model "tiny" {start = 2020, horizon = 2022}
