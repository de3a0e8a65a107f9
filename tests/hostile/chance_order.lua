local t, s = {b = 1, a = 2, [3] = 3, [1] = 4}, ""
for k in pairs(t) do s = s .. k end
return {name = s}
