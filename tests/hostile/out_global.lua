canary = 3
