-- What is loaded, in this order; the order of axes follows it.
return model "chongqing" {
  title = {zh = "重庆", en = "Chongqing"},
  calendar = true, start = 2020, horizon = 2035, latest = 2060,
  files = {"../region/axes", "../region/population", "../region/mortality", "../region/fertility", "../region/migration", "../region/urbanization",
           "../region/labour", "../region/economy", "../region/growth", "../region/accounting", "../region/structure", "../region/industries",
           "../region/demand", "../region/income", "../region/clusters",
           "../region/energy_demand", "../region/power", "../region/energy_supply", "../region/emissions", "../region/kaya",
           "../region/environment", "../region/resources", "../region/society",
           "population", "economy", "history", "history_2020", "outlook",
           "energy", "power", "energy_outlook", "resources", "targets"},
  show = {
    {title = {zh = "人口", en = "Population"}, "population", "births", "deaths", "net_migration", "total_fertility", "life_expectancy_read", "share_0_14", "share_15_59", "share_60_plus", "share_65_plus", "median_age"},
    {title = {zh = "城镇化", en = "Urbanization"}, "urban_population", "urbanization_rate", "hukou_urbanization_rate"},
    {title = {zh = "经济", en = "Economy"}, "gdp", "gdp_growth", "gdp_per_capita", "gdp_per_capita_usd", "capital", "tfp", "labour_force", "employment", "productivity", "tfp_part", "science_contribution", "income"},
    {title = {zh = "结构", en = "Structure"}, "value_added_primary", "value_added_secondary", "value_added_tertiary", "share_tertiary", "metro_ratio", "trade_nominal"},
    {title = {zh = "能源", en = "Energy"}, "energy_total", "energy_intensity", "electricity", "electricity_share_final", "non_fossil_share", "coal_energy_share", "local_generation", "power_imports", "renewable_power_share"},
    {title = {zh = "碳排放", en = "Emissions"}, "co2", "co2_import", "co2_with_imports", "co2_intensity", "co2_per_head", "grid_factor", "co2_process", "forest_sink"},
    {title = {zh = "环境与资源", en = "Environment and resources"}, "pm25", "good_air_ratio", "surface_water_ratio", "water_total", "construction_land", "forest_cover", "grain_capacity_built"},
    {title = {zh = "社会", en = "Society"}, "patents_per_10000", "doctors_per_1000", "higher_enrolment", "accident_rate"},
  },
}
