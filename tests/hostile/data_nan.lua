return {population = 0 / 0}
