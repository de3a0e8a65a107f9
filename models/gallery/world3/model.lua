-- World3-03: population, capital, agriculture, persistent pollution and nonrenewable resources of one world.
-- D. H. Meadows, J. Randers, D. L. Meadows, Limits to Growth: The 30-Year Update (2004); equations of
-- D. L. Meadows et al., Dynamics of Growth in a Finite World (1974), with the changes of 1991 and 2003. Names are the published ones.
dimension "dollar"      -- of 1968
dimension "resource"    -- one person's use of materials in a year, 1970
dimension "pollutant"   -- a unit of persistent pollution
dimension "veg"         -- a kilogram of vegetable-equivalent food
dimension "Gha"         -- a gigahectare of the footprint, see ha_per_gha

return model "world3" {
  title = {zh = "世界3模型(2003版)", en = "World3-03"},
  calendar = false, start = 1900, horizon = 2100, step = 0.5, time = "a",
  files = {"population", "capital", "agriculture", "pollution", "resources", "indices"},
  show = {
    {title = {zh = "世界状态", en = "State of the world"},
      "population", "nonrenewable_resources", "food", "industrial_output", "persistent_pollution_index"},
    {title = {zh = "生活水平", en = "Material standard of living"},
      "life_expectancy", "food_per_capita", "consumed_industrial_output_per_capita", "service_output_per_capita"},
    {title = {zh = "福利与足迹", en = "Welfare and footprint"}, "human_welfare_index", "human_ecological_footprint"},
  },
}
