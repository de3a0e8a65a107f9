local a = gdp
while true do local x = a + 1 end
