area = axis {urban, rural}  -- expect error: E150 axis is not written so; it is followed by names in quotes
return model "tiny" {start = 2020, horizon = 2022}
