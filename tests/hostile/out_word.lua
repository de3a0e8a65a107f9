exp = 3
