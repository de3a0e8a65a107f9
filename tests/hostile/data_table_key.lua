return {[{}] = 6}
