-- indices.lua : welfare, footprint and the make-up of output. World3-03, added in 2003; nothing depends on these.
local origin = "Meadows et al. 1974, 2004: World3-03"
local dollars_each = as "dollar/a/人" (1)

price_of_food = parameter "dollar/veg" { 0.22, source = origin }
total_land = parameter "Gha" { 1.91, source = origin }
ha_per_gha = parameter "ha/Gha" { 1e9, source = origin }
ha_per_unit_of_pollution = parameter "ha·a/pollutant" { 4, source = origin }
ref_hi_gdp = parameter "dollar/a/人" { 9508, source = origin }
ref_lo_gdp = parameter "dollar/a/人" { 24, source = origin }

local food_value = food * price_of_food
local all_output = food_value + industrial_output + service_output
fraction_of_output_in_agriculture = level "1" { food_value / all_output }
fraction_of_output_in_industry    = level "1" { industrial_output / all_output }
fraction_of_output_in_services    = level "1" { service_output / all_output }

arable_land_in_gigahectares = level "Gha" { arable_land / ha_per_gha }
urban_land      = level "Gha" { urban_and_industrial_land / ha_per_gha }
absorption_land = level "Gha" { persistent_pollution_generation_rate * ha_per_unit_of_pollution / ha_per_gha }
human_ecological_footprint = level "1" { (arable_land_in_gigahectares + urban_land + absorption_land) / total_land, label = "人类生态足迹" }

human_welfare_index = level "1" { (life_expectancy_index + education_index + gdp_index) / 3, label = "人类福利指数" }
life_expectancy_index = level "1" { lookup(life_expectancy, {[25] = 0, [35] = 0.16, [45] = 0.33, [55] = 0.5, [65] = 0.67, [75] = 0.84, [85] = 1}) }
education_index = level "1" { lookup(gdp_per_capita / dollars_each, {[0] = 0, [1000] = 0.81, [2000] = 0.88, [3000] = 0.92, [4000] = 0.95, [5000] = 0.98,
    [6000] = 0.99, [7000] = 1}) }
gdp_index = level "1" { log(gdp_per_capita / ref_lo_gdp) / log(ref_hi_gdp / ref_lo_gdp) }
gdp_per_capita = flow "dollar/a/人" { lookup(industrial_output_per_capita / dollars_each,
  {[0] = 120, [200] = 600, [400] = 1200, [600] = 1800, [800] = 2500, [1000] = 3200}) * dollars_each, label = "人均GDP" }
