return {name = "neg", population = -1}
