x = parameter "1" {1}
-- the file says return model somewhere, but not at its end
local function f() return model end
return 3  -- expect error: E176 the file returns a number, not a model
