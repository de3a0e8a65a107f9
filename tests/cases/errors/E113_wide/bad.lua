a = parameter "1" {1}
local x = a
for i = 1, 60 do x = x + x end  -- expect error: E113 or has more than 200000 parts; give a part of it a name of the model
return model "tiny" {start = 2020, horizon = 2022}
