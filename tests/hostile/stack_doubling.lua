local x = gdp
for i = 1, 200 do x = x + x end
