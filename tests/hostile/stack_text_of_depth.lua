local x = gdp
for i = 1, 100000 do x = -x end
