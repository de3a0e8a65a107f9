x = parameter "1" {1, range = {0, 1}, range = {0, 2}}  -- expect error: E124 the key 'range' stands twice in this table
return model "tiny" {start = 2020, horizon = 2022}
