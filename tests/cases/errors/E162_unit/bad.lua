x = flow {2}  -- expect error: E162 flow needs its unit first; write flow "1" {...}
return model "tiny" {start = 2020, horizon = 2022}
