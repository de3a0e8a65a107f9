local keep = {}
for i = 1, math.maxinteger do keep[i] = "k" .. i end
