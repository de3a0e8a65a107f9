-- pollution.lua : persistent pollution, made, delayed and broken down. World3-03, persistent pollution sector.
local origin = "Meadows et al. 1974, 2004: World3-03"
persistent_pollution_technology_change = lever "1/a" { 0, range = {0, 0.1}, label = "污染治理技术速度",
  note = "at twice the desired pollution index and above, from the policy year", source = origin }
desired_persistent_pollution_index = lever "1" { 1.2, range = {0, 10}, label = "理想污染指数", source = origin }

initial_persistent_pollution = parameter "pollutant" { 2.5e7, source = origin }
persistent_pollution_in_1970 = parameter "pollutant" { 1.36e8, source = origin }
assimilation_half_life_in_1970 = parameter "a" { 1.5, source = origin }
persistent_pollution_transmission_delay = parameter "a" { 20, source = origin }
fraction_of_resources_from_persistent_materials = parameter "1" { 0.02, source = origin }
industrial_material_emissions_factor = parameter "1" { 0.1, source = origin }
industrial_material_toxicity_index = parameter "pollutant/resource" { 10, source = origin }
fraction_of_agricultural_inputs_from_persistent_materials = parameter "1" { 0.001, source = origin }
agricultural_material_toxicity_index = parameter "pollutant/dollar" { 1, source = origin }
persistent_pollution_generation_factor_1 = parameter "1" { 1, source = origin }

persistent_pollution = stock "pollutant" { initial = initial_persistent_pollution,
  rate = persistent_pollution_appearance_rate - persistent_pollution_assimilation_rate, label = "持久性污染" }
persistent_pollution_index = level "1" { persistent_pollution / persistent_pollution_in_1970, label = "持久性污染指数" }
persistent_pollution_appearance_rate = flow "pollutant/a" {
  delay(persistent_pollution_generation_rate, persistent_pollution_transmission_delay, {order = 3}) }
persistent_pollution_assimilation_rate = flow "pollutant/a" { persistent_pollution / (1.4 * assimilation_half_life) }   -- 1.4: half life to mean life
assimilation_half_life = level "a" { assimilation_half_life_in_1970 * assimilation_half_life_multiplier }
assimilation_half_life_multiplier = level "1" { lookup(persistent_pollution_index, {[1] = 1, [251] = 11, [501] = 21, [751] = 31, [1001] = 41}) }

persistent_pollution_generation_rate = flow "pollutant/a" { persistent_pollution_generation_factor
  * (persistent_pollution_generation_industry + persistent_pollution_generation_agriculture) }
persistent_pollution_generation_industry = flow "pollutant/a" { per_capita_resource_use_multiplier * population
  * fraction_of_resources_from_persistent_materials * industrial_material_emissions_factor * industrial_material_toxicity_index }
persistent_pollution_generation_agriculture = flow "pollutant/a" { agricultural_input_per_hectare * arable_land
  * fraction_of_agricultural_inputs_from_persistent_materials * agricultural_material_toxicity_index }
persistent_pollution_intensity_industry = level "pollutant/dollar" {
  persistent_pollution_generation_industry * persistent_pollution_generation_factor / industrial_output }

persistent_pollution_generation_factor = level "1" {
  where(at_least(year, policy_year), persistent_pollution_generation_factor_2, persistent_pollution_generation_factor_1) }
persistent_pollution_generation_factor_2 = level "1" { smooth(persistent_pollution_technology, technology_development_delay, {order = 3}) }
persistent_pollution_technology = stock "1" { initial = 1, rate = persistent_pollution_technology_change_rate }
persistent_pollution_technology_change_rate = flow "1/a" {
  where(at_least(year, policy_year), persistent_pollution_technology * persistent_pollution_technology_change_multiplier, 0) }
persistent_pollution_technology_change_multiplier = flow "1/a" {
  persistent_pollution_technology_change * lookup(1 - persistent_pollution_index / desired_persistent_pollution_index, {[-1] = -1, [0] = 0}) }
