x = parameter "1" {1}
check "small"  -- expect error: E141 'check' is left without its table; write check ... {...}
return model "tiny" {start = 2020, horizon = 2022}
