error(gdp)
