local a = area
for i = 1, math.maxinteger do local e = a["e" .. i] end
