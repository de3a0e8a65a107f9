x = parameter "1" {1}
local y = 0
if less(x, 2) then y = 1 end  -- expect error: E121 'if' is decided once, when the file is read, not in each year; write where(condition, a, b)
return model "tiny" {start = 2020, horizon = 2022}
