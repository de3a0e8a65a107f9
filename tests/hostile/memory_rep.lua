local s = ("x"):rep(100000000)
