return {runs = 1 << 62}
