-- population.lua : four age groups, what kills, what is wanted and what is born.
-- World3-03, population sector. Table names are the published ones; a lookup is linear and constant outside its points.
local origin = "Meadows et al. 1974, 2004: World3-03"
local person, one_year, dollars_each = as "人" (1), as "a" (1), as "dollar/a/人" (1)

population_equilibrium_time = lever "1" { 4000, label = "人口零增长强制年份", note = "births = deaths from this year; 4000 is never", source = origin }
zero_population_growth_time = lever "1" { 4000, label = "两孩意愿年份", note = "two children are wanted from this year; 4000 is never", source = origin }
fertility_control_effectiveness_time = lever "1" { 4000, label = "完全节育年份",
  note = "birth control is perfect from this year; 4000 is never", source = origin }

initial_population_0_to_14  = parameter "人" { 6.5e8, source = origin }
initial_population_15_to_44 = parameter "人" { 7.0e8, source = origin }
initial_population_45_to_64 = parameter "人" { 1.9e8, source = origin }
initial_population_65_plus  = parameter "人" { 6.0e7, source = origin }
life_expectancy_normal = parameter "a" { 28, source = origin }
reproductive_lifetime  = parameter "a" { 30, source = origin }
maximum_total_fertility_normal = parameter "1" { 12, source = origin }
desired_completed_family_size_normal = parameter "1" { 3.8, source = origin }
subsistence_food_per_capita = parameter "veg/a/人" { 230, source = origin }
health_services_impact_delay  = parameter "a" { 20, source = origin }
lifetime_perception_delay     = parameter "a" { 20, source = origin }
social_adjustment_delay       = parameter "a" { 20, source = origin }
income_expectation_averaging_time = parameter "a" { 3, source = origin }

-- Persons
population_0_to_14  = stock "人" { initial = initial_population_0_to_14,  rate = births - deaths_0_to_14 - maturation_14_to_15, label = "0-14岁" }
population_15_to_44 = stock "人" { initial = initial_population_15_to_44, rate = maturation_14_to_15 - deaths_15_to_44 - maturation_44_to_45, label = "15-44岁" }
population_45_to_64 = stock "人" { initial = initial_population_45_to_64, rate = maturation_44_to_45 - deaths_45_to_64 - maturation_64_to_65, label = "45-64岁" }
population_65_plus  = stock "人" { initial = initial_population_65_plus,  rate = maturation_64_to_65 - deaths_65_plus, label = "65岁及以上" }
population = level "人" { population_0_to_14 + population_15_to_44 + population_45_to_64 + population_65_plus, label = "人口" }

maturation_14_to_15 = flow "人/a" { population_0_to_14  * (1 - mortality_0_to_14  * one_year) / as "a" (15) }
maturation_44_to_45 = flow "人/a" { population_15_to_44 * (1 - mortality_15_to_44 * one_year) / as "a" (30) }
maturation_64_to_65 = flow "人/a" { population_45_to_64 * (1 - mortality_45_to_64 * one_year) / as "a" (20) }

-- Deaths
deaths_0_to_14  = flow "人/a" { population_0_to_14  * mortality_0_to_14 }
deaths_15_to_44 = flow "人/a" { population_15_to_44 * mortality_15_to_44 }
deaths_45_to_64 = flow "人/a" { population_45_to_64 * mortality_45_to_64 }
deaths_65_plus  = flow "人/a" { population_65_plus  * mortality_65_plus }
deaths     = flow "人/a" { deaths_0_to_14 + deaths_15_to_44 + deaths_45_to_64 + deaths_65_plus, label = "死亡" }
death_rate = flow "‰/a"  { deaths / population, label = "死亡率" }
mortality_0_to_14  = flow "1/a" { lookup(life_expectancy, {[20] = 0.0567, [30] = 0.0366, [40] = 0.0243, [50] = 0.0155, [60] = 0.0082, [70] = 0.0023,
    [80] = 0.001}) / one_year }
mortality_15_to_44 = flow "1/a" { lookup(life_expectancy, {[20] = 0.0266, [30] = 0.0171, [40] = 0.011, [50] = 0.0065, [60] = 0.004, [70] = 0.0016,
    [80] = 0.0008}) / one_year }
mortality_45_to_64 = flow "1/a" { lookup(life_expectancy, {[20] = 0.0562, [30] = 0.0373, [40] = 0.0252, [50] = 0.0171, [60] = 0.0118, [70] = 0.0083,
    [80] = 0.006}) / one_year }
mortality_65_plus  = flow "1/a" { lookup(life_expectancy, {[20] = 0.13, [30] = 0.11, [40] = 0.09, [50] = 0.07, [60] = 0.06, [70] = 0.05,
    [80] = 0.04}) / one_year }

life_expectancy = level "a" { life_expectancy_normal * lifetime_multiplier_from_food * lifetime_multiplier_from_health_services
  * lifetime_multiplier_from_persistent_pollution * lifetime_multiplier_from_crowding, label = "预期寿命" }
lifetime_multiplier_from_food = level "1" { lookup(food_per_capita / subsistence_food_per_capita, {[0] = 0, [1] = 1, [2] = 1.43, [3] = 1.5, [4] = 1.5,
    [5] = 1.5}) }
health_services_per_capita = flow "dollar/a/人" { lookup(service_output_per_capita / dollars_each,
  {[0] = 0, [250] = 20, [500] = 50, [750] = 95, [1000] = 140, [1250] = 175, [1500] = 200, [1750] = 220, [2000] = 230}) * dollars_each }
effective_health_services_per_capita = flow "dollar/a/人" { smooth(health_services_per_capita, health_services_impact_delay) }
lifetime_multiplier_from_health_services = level "1" {
  where(more(year, 1940), lifetime_multiplier_from_health_services_2, lifetime_multiplier_from_health_services_1) }
lifetime_multiplier_from_health_services_1 = level "1" { lookup(effective_health_services_per_capita / dollars_each,
  {[0] = 1, [20] = 1.1, [40] = 1.4, [60] = 1.6, [80] = 1.7, [100] = 1.8}) }
lifetime_multiplier_from_health_services_2 = level "1" { lookup(effective_health_services_per_capita / dollars_each,
  {[0] = 1, [20] = 1.5, [40] = 1.9, [60] = 2, [80] = 2, [100] = 2}) }
lifetime_multiplier_from_persistent_pollution = level "1" { lookup(persistent_pollution_index,
  {[0] = 1, [10] = 0.99, [20] = 0.97, [30] = 0.95, [40] = 0.9, [50] = 0.85, [60] = 0.75, [70] = 0.65, [80] = 0.55, [90] = 0.4, [100] = 0.2}) }
lifetime_multiplier_from_crowding = level "1" { 1 - crowding_multiplier_from_industry * fraction_of_population_urban }
crowding_multiplier_from_industry = level "1" { lookup(industrial_output_per_capita / dollars_each,
  {[0] = 0.5, [200] = 0.05, [400] = -0.1, [600] = -0.08, [800] = -0.02, [1000] = 0.05, [1200] = 0.1, [1400] = 0.15, [1600] = 0.2}) }
fraction_of_population_urban = level "1" { lookup(population / person,
  {[0] = 0, [2e9] = 0.2, [4e9] = 0.4, [6e9] = 0.5, [8e9] = 0.58, [10e9] = 0.65, [12e9] = 0.72, [14e9] = 0.78, [16e9] = 0.8}), label = "城镇化率" }

-- Births
births = flow "人/a" { where(at_least(year, population_equilibrium_time), deaths,
  total_fertility * population_15_to_44 * 0.5 / reproductive_lifetime), label = "出生" }
birth_rate = flow "‰/a" { births / population, label = "出生率" }
total_fertility = level "1" { min(maximum_total_fertility,
  maximum_total_fertility * (1 - fertility_control_effectiveness) + desired_total_fertility * fertility_control_effectiveness), label = "总和生育率" }
maximum_total_fertility = level "1" { maximum_total_fertility_normal * fecundity_multiplier }
fecundity_multiplier = level "1" { lookup(life_expectancy, {[0] = 0, [10] = 0.2, [20] = 0.4, [30] = 0.6, [40] = 0.7, [50] = 0.75, [60] = 0.79, [70] = 0.84,
    [80] = 0.87}) }
desired_total_fertility = level "1" { desired_completed_family_size * completed_multiplier_from_perceived_lifetime }
completed_multiplier_from_perceived_lifetime = level "1" { lookup(perceived_life_expectancy,
  {[0] = 3, [10] = 2.1, [20] = 1.6, [30] = 1.4, [40] = 1.3, [50] = 1.2, [60] = 1.1, [70] = 1.05, [80] = 1}) }
perceived_life_expectancy = level "a" { smooth(life_expectancy, lifetime_perception_delay, {order = 3}) }
desired_completed_family_size = level "1" { where(at_least(year, zero_population_growth_time), 2,
  desired_completed_family_size_normal * family_response_to_social_norm * social_family_size_normal) }
social_family_size_normal = level "1" { lookup(delayed_industrial_output_per_capita / dollars_each,
  {[0] = 1.25, [200] = 0.94, [400] = 0.715, [600] = 0.59, [800] = 0.5}) }
delayed_industrial_output_per_capita = flow "dollar/a/人" { smooth(industrial_output_per_capita, social_adjustment_delay, {order = 3}) }
family_response_to_social_norm = level "1" { lookup(family_income_expectation, {[-0.2] = 0.5, [-0.1] = 0.6, [0] = 0.7, [0.1] = 0.85, [0.2] = 1}) }
family_income_expectation = level "1" { industrial_output_per_capita / average_industrial_output_per_capita - 1 }
average_industrial_output_per_capita = flow "dollar/a/人" { smooth(industrial_output_per_capita, income_expectation_averaging_time) }

-- Birth control
need_for_fertility_control = level "1" { maximum_total_fertility / desired_total_fertility - 1 }
fertility_control_effectiveness = level "1" { where(at_least(year, fertility_control_effectiveness_time), 1,
  lookup(fertility_control_facilities_per_capita / dollars_each, {[0] = 0.75, [0.5] = 0.85, [1] = 0.9, [1.5] = 0.95, [2] = 0.98, [2.5] = 0.99, [3] = 1})) }
fertility_control_facilities_per_capita = flow "dollar/a/人" {
  smooth(fertility_control_allocation_per_capita, health_services_impact_delay, {order = 3}) }
fertility_control_allocation_per_capita = flow "dollar/a/人" { fraction_services_allocated_to_fertility_control * service_output_per_capita }
fraction_services_allocated_to_fertility_control = level "1" { lookup(need_for_fertility_control,
  {[0] = 0, [2] = 0.005, [4] = 0.015, [6] = 0.025, [8] = 0.03, [10] = 0.035}) }

check "人口守恒" { population_0_to_14 + population_15_to_44 + population_45_to_64 + population_65_plus, equals = population, within = as "人" (1) }
