(("x")).upper = 3
