-- The hindcast from 2010: population, towns and output only, the parts whose data exist for that year.
return model "chongqing_2010" {
  title = {zh = "重庆（2010年起）", en = "Chongqing from 2010"},
  calendar = true, start = 2010, horizon = 2025, latest = 2035,
  files = {"../region/axes", "../region/population", "../region/mortality", "../region/fertility", "../region/migration", "../region/urbanization",
           "../region/labour", "../region/economy", "../region/growth", "../region/structure", "start_2010", "history"},
  show = {
    {title = {zh = "人口", en = "Population"}, "population", "births", "deaths", "net_migration", "share_0_14", "share_60_plus", "urbanization_rate", "urbanization_logistic"},
    {title = {zh = "经济", en = "Economy"}, "gdp", "gdp_growth", "gdp_per_capita", "capital", "tfp", "employment"},
  },
}
