x = parameter "1" {1, 2}  -- expect error: E164 parameter has more than one unnamed entry
return model "tiny" {start = 2020, horizon = 2022}
