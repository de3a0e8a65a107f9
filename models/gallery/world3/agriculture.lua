-- agriculture.lua : land, its yield and its fertility, and what food claims of industry. World3-03, agricultural sector.
-- veg is a kilogram of vegetable-equivalent food.
local origin = "Meadows et al. 1974, 2004: World3-03"
local one_year, dollars_each, dollars_a_hectare, food_each = as "a" (1), as "dollar/a/人" (1), as "dollar/a/ha" (1), as "veg/a/人" (1)

land_life_policy_implementation_time = lever "1" { 4000, label = "耕地保护年份",
  note = "from this year erosion of used land falls by 5 % a year towards the protected table; 4000 is never", source = origin }
air_pollution_policy_implementation_time = lever "1" { 4000, label = "空气污染治理年份", note = "4000 is never", source = origin }
land_yield_technology_change = lever "1/a" { 0, range = {0, 0.1}, label = "土地增产技术速度",
  note = "at a food ratio one below the desired one, from the policy year", source = origin }
desired_food_ratio = lever "1" { 2, range = {1, 5}, label = "理想食物比", source = origin }
average_life_of_agricultural_inputs_2 = lever "a" { 2, range = {1, 5}, label = "农业投入寿命(政策后)", source = origin }

initial_arable_land             = parameter "ha" { 0.9e9, source = origin }
initial_potentially_arable_land = parameter "ha" { 2.3e9, source = origin }
potentially_arable_land_total   = parameter "ha" { 3.2e9, source = origin }
initial_urban_and_industrial_land = parameter "ha" { 8.2e6, source = origin }
initial_land_fertility  = parameter "veg/a/ha" { 600, source = origin }
initial_agricultural_inputs = parameter "dollar/a" { 5e9, source = origin }
inherent_land_fertility = parameter "veg/a/ha" { 600, source = origin }
land_fraction_harvested = parameter "1" { 0.7, source = origin }
processing_loss         = parameter "1" { 0.1, source = origin }
social_discount         = parameter "1/a" { 0.07, source = origin }
average_life_of_agricultural_inputs_1 = parameter "a" { 2, source = origin }
average_life_of_land_normal           = parameter "a" { 1000, source = origin }
urban_and_industrial_land_development_time = parameter "a" { 10, source = origin }
food_shortage_perception_delay        = parameter "a" { 2, source = origin }
ind_out_in_1970         = parameter "dollar/a" { 7.9e11, source = origin }
land_yield_factor_1     = parameter "1" { 1, source = origin }

-- Land
arable_land = stock "ha" { initial = initial_arable_land,
  rate = land_development_rate - land_erosion_rate - land_removal_for_urban_and_industrial_use, label = "耕地" }
potentially_arable_land = stock "ha" { initial = initial_potentially_arable_land, rate = -land_development_rate, label = "可垦地" }
urban_and_industrial_land = stock "ha" { initial = initial_urban_and_industrial_land,
  rate = land_removal_for_urban_and_industrial_use, label = "城市与工业用地" }
land_fr_cult = level "1" { arable_land / potentially_arable_land_total }
land_development_rate = flow "ha/a" {
  total_agricultural_investment * fraction_of_agricultural_inputs_allocated_to_land_development / development_cost_per_hectare }
development_cost_per_hectare = level "dollar/ha" { lookup(potentially_arable_land / potentially_arable_land_total,
  {[0] = 100000, [0.1] = 7400, [0.2] = 5200, [0.3] = 3500, [0.4] = 2400, [0.5] = 1500, [0.6] = 750, [0.7] = 300, [0.8] = 150, [0.9] = 75,
    [1] = 50}) * as "dollar/ha" (1) }
land_erosion_rate = flow "ha/a" { arable_land / average_life_of_land }
average_life_of_land = level "a" { average_life_of_land_normal * land_life_multiplier_from_land_yield }
local unprotected = 0.95 ^ (year - land_life_policy_implementation_time)
land_life_multiplier_from_land_yield = level "1" { where(at_least(year, land_life_policy_implementation_time),
  unprotected * land_life_multiplier_from_land_yield_1 + (1 - unprotected) * land_life_multiplier_from_land_yield_2,
  land_life_multiplier_from_land_yield_1) }
land_life_multiplier_from_land_yield_1 = level "1" { lookup(land_yield / inherent_land_fertility,
  {[0] = 1.2, [1] = 1, [2] = 0.63, [3] = 0.36, [4] = 0.16, [5] = 0.055, [6] = 0.04, [7] = 0.025, [8] = 0.015, [9] = 0.01}) }
land_life_multiplier_from_land_yield_2 = level "1" { lookup(land_yield / inherent_land_fertility,
  {[0] = 1.2, [1] = 1, [2] = 0.63, [3] = 0.36, [4] = 0.29, [5] = 0.26, [6] = 0.24, [7] = 0.22, [8] = 0.21, [9] = 0.2}) }
land_removal_for_urban_and_industrial_use = flow "ha/a" {
  max(0, (urban_and_industrial_land_required - urban_and_industrial_land) / urban_and_industrial_land_development_time) }
urban_and_industrial_land_required = level "ha" { urban_and_industrial_land_required_per_capita * population }
urban_and_industrial_land_required_per_capita = level "ha/人" { lookup(industrial_output_per_capita / dollars_each,
  {[0] = 0.005, [200] = 0.008, [400] = 0.015, [600] = 0.025, [800] = 0.04, [1000] = 0.055, [1200] = 0.07, [1400] = 0.08, [1600] = 0.09}) * as "ha/人" (1) }

-- Food and its share of industrial output
food = flow "veg/a" { land_yield * arable_land * land_fraction_harvested * (1 - processing_loss), label = "食物" }
food_per_capita = flow "veg/a/人" { food / population, label = "人均食物" }
food_ratio = level "1" { food_per_capita / subsistence_food_per_capita }
perceived_food_ratio = level "1" { smooth(food_ratio, food_shortage_perception_delay, {initial = 1}) }
indicated_food_per_capita = flow "veg/a/人" { where(at_least(year, policy_year), indicated_food_per_capita_2, indicated_food_per_capita_1) }
indicated_food_per_capita_1 = flow "veg/a/人" { lookup(industrial_output_per_capita / dollars_each,
  {[0] = 230, [200] = 480, [400] = 690, [600] = 850, [800] = 970, [1000] = 1070, [1200] = 1150, [1400] = 1210, [1600] = 1250}) * food_each }
indicated_food_per_capita_2 = flow "veg/a/人" { lookup(industrial_output_per_capita / dollars_each,
  {[0] = 230, [200] = 480, [400] = 690, [600] = 850, [800] = 970, [1000] = 1070, [1200] = 1150, [1400] = 1210, [1600] = 1250}) * food_each }
fraction_of_industrial_output_allocated_to_agriculture = level "1" { where(at_least(year, policy_year),
  fraction_of_industrial_output_allocated_to_agriculture_2, fraction_of_industrial_output_allocated_to_agriculture_1) }
fraction_of_industrial_output_allocated_to_agriculture_1 = level "1" { lookup(food_per_capita / indicated_food_per_capita,
  {[0] = 0.4, [0.5] = 0.2, [1] = 0.1, [1.5] = 0.025, [2] = 0, [2.5] = 0}) }
fraction_of_industrial_output_allocated_to_agriculture_2 = level "1" { lookup(food_per_capita / indicated_food_per_capita,
  {[0] = 0.4, [0.5] = 0.2, [1] = 0.1, [1.5] = 0.025, [2] = 0, [2.5] = 0}) }
total_agricultural_investment = flow "dollar/a" { industrial_output * fraction_of_industrial_output_allocated_to_agriculture }
current_agricultural_inputs = flow "dollar/a" { total_agricultural_investment * (1 - fraction_of_agricultural_inputs_allocated_to_land_development) }
agricultural_inputs = flow "dollar/a" {
  smooth(current_agricultural_inputs, average_life_agricultural_inputs, {initial = initial_agricultural_inputs}) }
average_life_agricultural_inputs = level "a" {
  where(at_least(year, policy_year), average_life_of_agricultural_inputs_2, average_life_of_agricultural_inputs_1) }
agricultural_input_per_hectare = flow "dollar/a/ha" { agricultural_inputs * (1 - fraction_of_agricultural_inputs_for_land_maintenance) / arable_land }

-- New land or more inputs: the marginal products decide
fraction_of_agricultural_inputs_allocated_to_land_development = level "1" {
  lookup(marginal_productivity_of_land_development / marginal_productivity_of_agricultural_inputs,
  {[0] = 0, [0.25] = 0.05, [0.5] = 0.15, [0.75] = 0.3, [1] = 0.5, [1.25] = 0.7, [1.5] = 0.85, [1.75] = 0.95, [2] = 1}) }
marginal_productivity_of_land_development = level "veg/dollar" { land_yield / (development_cost_per_hectare * social_discount) }
marginal_productivity_of_agricultural_inputs = level "veg/dollar" { average_life_agricultural_inputs * land_yield
  * marginal_land_yield_multiplier_from_capital / land_yield_multiplier_from_capital }
marginal_land_yield_multiplier_from_capital = level "ha/dollar" { lookup(agricultural_input_per_hectare / dollars_a_hectare,
  {[0] = 0.075, [40] = 0.03, [80] = 0.015, [120] = 0.011, [160] = 0.009, [200] = 0.008, [240] = 0.007, [280] = 0.006, [320] = 0.005, [360] = 0.005,
    [400] = 0.005, [440] = 0.005, [480] = 0.005, [520] = 0.005, [560] = 0.005, [600] = 0.005}) * as "ha/dollar" (1) }

-- Yield
land_yield = flow "veg/a/ha" { land_yield_multiplier_from_technology * land_fertility * land_yield_multiplier_from_capital
  * land_yield_multiplier_from_air_pollution, label = "土地单产" }
land_yield_multiplier_from_capital = level "1" { lookup(agricultural_input_per_hectare / dollars_a_hectare,
  {[0] = 1, [40] = 3, [80] = 4.5, [120] = 5, [160] = 5.3, [200] = 5.6, [240] = 5.9, [280] = 6.1, [320] = 6.35, [360] = 6.6, [400] = 6.9, [440] = 7.2,
    [480] = 7.4, [520] = 7.6, [560] = 7.8, [600] = 8, [640] = 8.2, [680] = 8.4, [720] = 8.6, [760] = 8.8, [800] = 9, [840] = 9.2, [880] = 9.4, [920] = 9.6,
    [960] = 9.8, [1000] = 10}) }
land_yield_multiplier_from_air_pollution = level "1" { where(at_least(year, air_pollution_policy_implementation_time),
  land_yield_multiplier_from_air_pollution_2, land_yield_multipler_from_air_pollution_1) }
land_yield_multipler_from_air_pollution_1 = level "1" { lookup(industrial_output / ind_out_in_1970,
  {[0] = 1, [10] = 1, [20] = 0.7, [30] = 0.4}) }
land_yield_multiplier_from_air_pollution_2 = level "1" { lookup(industrial_output / ind_out_in_1970,
  {[0] = 1, [10] = 1, [20] = 0.98, [30] = 0.95}) }
land_yield_multiplier_from_technology = level "1" { where(at_least(year, policy_year), land_yield_factor_2, land_yield_factor_1) }
land_yield_factor_2 = level "1" { smooth(land_yield_technology, technology_development_delay, {order = 3}) }
land_yield_technology = stock "1" { initial = 1, rate = land_yield_technology_change_rate }
land_yield_technology_change_rate = flow "1/a" {
  where(at_least(year, policy_year), land_yield_technology * land_yield_technology_change_rate_multiplier, 0) }
land_yield_technology_change_rate_multiplier = flow "1/a" {
  land_yield_technology_change * lookup(desired_food_ratio - food_ratio, {[0] = 0, [1] = 1}) }

-- Fertility
land_fertility = stock "veg/a/ha" { initial = initial_land_fertility, rate = land_fertility_regeneration - land_fertility_degredation, label = "土地肥力" }
land_fertility_regeneration = flow "veg/a2/ha" { (inherent_land_fertility - land_fertility) / land_fertility_regeneration_time }
land_fertility_regeneration_time = level "a" { lookup(fraction_of_agricultural_inputs_for_land_maintenance,
  {[0] = 20, [0.02] = 13, [0.04] = 8, [0.06] = 4, [0.08] = 2, [0.1] = 2}) * one_year }
land_fertility_degredation = flow "veg/a2/ha" { land_fertility * land_fertility_degredation_rate }
land_fertility_degredation_rate = flow "1/a" { lookup(persistent_pollution_index, {[0] = 0, [10] = 0.1, [20] = 0.3, [30] = 0.5}) / one_year }
fraction_of_agricultural_inputs_for_land_maintenance = level "1" { lookup(perceived_food_ratio,
  {[0] = 0, [1] = 0.04, [2] = 0.07, [3] = 0.09, [4] = 0.1}) }
