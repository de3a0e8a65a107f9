local t = {}
local function f(...) return f(...) end
for i = 1, 200 do t[i] = i end
f(table.unpack(t))
