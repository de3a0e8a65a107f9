x = parameter "1" {1, range = {2, 0}}  -- expect error: E168 the range of parameter goes from 2 to 0; write the lower bound first
return model "tiny" {start = 2020, horizon = 2022}
