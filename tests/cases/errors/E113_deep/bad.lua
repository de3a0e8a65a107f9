a = parameter "1" {1}
local x = a
for i = 1, 600 do x = x + a end  -- expect error: E113 this expression is more than 500 levels deep
return model "tiny" {start = 2020, horizon = 2022}
