retail_sales = flow "亿元2020/a" { retail_start * index(income) ^ retail_elasticity * index(mean_population) * (1 + night_effect * night_economy), start = retail_start,
