math.evil = 3
