return {seed = 1, seed = 2}
