local a = 1
local b = "never closed
