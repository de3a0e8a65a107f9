local t = {}
for i = 1, 1000 do table.insert(t, 1, i) end
table.insert(t, 1000000000000, 1)
