error(("E"):rep(20000000))
