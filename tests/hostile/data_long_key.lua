return scenario "x" {[("n"):rep(1000000)] = 1, [true] = 2}
