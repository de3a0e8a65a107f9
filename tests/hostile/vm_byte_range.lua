return ("x"):rep(16777216):byte(1, -1)
