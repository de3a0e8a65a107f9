-- The hindcast from 2020: the model of model.lua with the paths that were known at the end of 2020.
return model "chongqing_2020" {
  title = {zh = "重庆（2020年所知）", en = "Chongqing as known in 2020"},
  calendar = true, start = 2020, horizon = 2035, latest = 2060,
  files = {"../region/axes", "../region/population", "../region/mortality", "../region/fertility", "../region/migration", "../region/urbanization",
           "../region/labour", "../region/economy", "../region/growth", "../region/accounting", "../region/structure", "../region/industries",
           "../region/demand", "../region/income", "../region/clusters",
           "../region/energy_demand", "../region/power", "../region/energy_supply", "../region/emissions", "../region/kaya",
           "../region/environment", "../region/resources", "../region/society",
           "population", "economy", "history", "history_2020", "outlook_2020",
           "energy", "power", "energy_outlook_2020", "resources"},
  show = {
    {title = {zh = "人口", en = "Population"}, "population", "births", "deaths", "net_migration", "share_0_14", "share_60_plus", "urbanization_rate", "urbanization_logistic"},
    {title = {zh = "经济", en = "Economy"}, "gdp", "gdp_growth", "gdp_per_capita", "share_secondary", "share_tertiary", "employment"},
    {title = {zh = "能源", en = "Energy"}, "energy_total", "electricity", "power_imports", "co2"},
  },
}
