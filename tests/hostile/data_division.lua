return {x = 1 // 0}
