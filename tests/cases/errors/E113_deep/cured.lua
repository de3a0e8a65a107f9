a = parameter "1" {1}
local x = 600 * a
return model "tiny" {start = 2020, horizon = 2022}
