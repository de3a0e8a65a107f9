-- A second region from numbers alone: population, towns and economy. Its energy balance is not in the project's data.
return model "china" {
  title = {zh = "全国", en = "China"},
  calendar = true, start = 2020, horizon = 2035, latest = 2060,
  files = {"../region/axes", "../region/population", "../region/mortality", "../region/fertility", "../region/migration", "../region/urbanization",
           "../region/labour", "../region/economy", "../region/growth", "../region/accounting", "../region/structure", "../region/demand", "../region/income", "numbers"},
  show = {
    {title = {zh = "人口", en = "Population"}, "population", "births", "deaths", "share_0_14", "share_60_plus", "share_65_plus", "urbanization_rate"},
    {title = {zh = "经济", en = "Economy"}, "gdp", "gdp_growth", "gdp_per_capita", "gdp_per_capita_usd", "employment", "share_secondary", "share_tertiary", "income"},
  },
}
