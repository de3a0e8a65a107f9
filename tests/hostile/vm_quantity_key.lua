return {[gdp] = 1}
