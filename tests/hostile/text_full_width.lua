local a = 1
local t = {growth＝ 2}
