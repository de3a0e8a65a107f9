x = parameter "1" {1}
local known = x ~= nil  -- expect error: E122 comparing with nil is decided when the file is read
return model "tiny" {start = 2020, horizon = 2022}
