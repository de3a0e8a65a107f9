dimension "2x"  -- expect error: E210 '2x' cannot name a dimension; use letters, then letters or digits
return model "m" {calendar = true, start = 2020, horizon = 2022}
