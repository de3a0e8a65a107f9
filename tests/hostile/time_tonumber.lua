return tonumber(("1"):rep(5000000))
