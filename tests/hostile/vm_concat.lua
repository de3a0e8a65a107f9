local t, s = {}, ""
for i = 1, 150 do t[i] = "a" end
for i = 1, 20000 do s = table.concat(t, "b") .. i .. 1.5 .. "c" end
return #s
