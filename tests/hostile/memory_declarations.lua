while true do local x = as "1" (3) end
