x = flow "1"  -- expect error: E141 'flow' is left without its table; write flow ... {...}
return model "tiny" {start = 2020, horizon = 2022}
