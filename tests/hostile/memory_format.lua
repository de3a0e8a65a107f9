local t = {}
while true do t[#t + 1] = string.format("%99d%99d%99d", 1, 2, 3) end
