while true do for _ in ("x"):gmatch("") do end end
