x = flow "1" {1}
check "small" {x, at_most = 2}
return model "tiny" {start = 2020, horizon = 2022}
