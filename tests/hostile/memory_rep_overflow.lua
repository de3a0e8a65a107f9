return #("xx"):rep(math.maxinteger)
