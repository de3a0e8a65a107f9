-- What is loaded, in this order; the order of axes follows it.
return model "chongqing" {
  title = {zh = "重庆", en = "Chongqing"},
  calendar = true, start = 2020, horizon = 2035, latest = 2060,
  files = {"../region/axes", "../region/population", "../region/mortality", "../region/fertility", "../region/migration", "../region/urbanization",
           "../region/labour", "../region/economy", "../region/growth", "../region/accounting", "../region/structure", "../region/industries",
           "../region/demand", "../region/income", "../region/clusters",
           "population", "economy", "history", "outlook"},
  show = {
    {title = {zh = "人口", en = "Population"}, "population", "births", "deaths", "net_migration", "total_fertility", "life_expectancy_read", "share_0_14", "share_15_59", "share_60_plus", "share_65_plus", "median_age"},
    {title = {zh = "城镇化", en = "Urbanization"}, "urban_population", "urbanization_rate", "hukou_urbanization_rate"},
    {title = {zh = "经济", en = "Economy"}, "gdp", "gdp_growth", "gdp_per_capita", "gdp_per_capita_usd", "capital", "tfp", "labour_force", "employment", "productivity", "science_contribution", "income"},
    {title = {zh = "结构", en = "Structure"}, "value_added_primary", "value_added_secondary", "value_added_tertiary", "share_tertiary", "metro_ratio", "trade_nominal"},
  },
}
