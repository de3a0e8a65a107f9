a = parameter "1" {1}
local x = a * 2^60
return model "tiny" {start = 2020, horizon = 2022}
