x = parameter "1" {1}
local y = where(less(x, 2), 1, 0)
return model "tiny" {start = 2020, horizon = 2022}
