return {1, x = 3, [true] = 5}
