local x <frozen> = 1
