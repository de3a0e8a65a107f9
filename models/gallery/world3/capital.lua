-- capital.lua : industry, services and the jobs they offer. World3-03, capital sector. Dollars are those of 1968.
local origin = "Meadows et al. 1974, 2004: World3-03"
local one_year, dollars_each = as "a" (1), as "dollar/a/人" (1)

industrial_equilibrium_time = lever "1" { 4000, label = "工业产出封顶年份",
  note = "consumption takes what exceeds the desired output from this year; 4000 is never", source = origin }
industrial_output_per_capita_desired = lever "dollar/a/人" { 400, range = {200, 800}, label = "人均工业产出目标", source = origin }
average_life_of_industrial_capital_2 = lever "a" { 14, range = {10, 30}, label = "工业资本寿命(政策后)", source = origin }
average_life_of_service_capital_2    = lever "a" { 20, range = {10, 40}, label = "服务业资本寿命(政策后)", source = origin }

initial_industrial_capital = parameter "dollar" { 2.10e11, source = origin }
initial_service_capital    = parameter "dollar" { 1.44e11, source = origin }
average_life_of_industrial_capital_1 = parameter "a" { 14, source = origin }
average_life_of_service_capital_1    = parameter "a" { 20, source = origin }
industrial_capital_output_ratio_1 = parameter "a" { 3, source = origin }
service_capital_output_ratio_1    = parameter "a" { 1, source = origin }
service_capital_output_ratio_2    = parameter "a" { 1, source = origin }
fraction_of_industrial_output_allocated_to_consumption_constant_1 = parameter "1" { 0.43, source = origin }
fraction_of_industrial_output_allocated_to_consumption_constant_2 = parameter "1" { 0.43, source = origin }
labor_force_participation_fraction  = parameter "1" { 0.75, source = origin }
labor_utilization_fraction_delay_time = parameter "a" { 2, source = origin }

-- Industry
industrial_capital = stock "dollar" { initial = initial_industrial_capital,
  rate = industrial_capital_investment - industrial_capital_depreciation, label = "工业资本" }
industrial_capital_investment = flow "dollar/a" { industrial_output * fraction_of_industrial_output_allocated_to_investment }
industrial_capital_depreciation = flow "dollar/a" { industrial_capital / average_life_of_industrial_capital }
average_life_of_industrial_capital = level "a" {
  where(at_least(year, policy_year), average_life_of_industrial_capital_2, average_life_of_industrial_capital_1) }
industrial_output = flow "dollar/a" { industrial_capital * (1 - fraction_of_industrial_capital_allocated_to_obtaining_resources)
  * capacity_utilization_fraction / industrial_capital_output_ratio, label = "工业产出" }
industrial_output_per_capita = flow "dollar/a/人" { industrial_output / population, label = "人均工业产出" }
industrial_capital_output_ratio = level "a" {
  where(at_least(year, policy_year), industrial_capital_output_ratio_2, industrial_capital_output_ratio_1) }
industrial_capital_output_ratio_2 = level "a" { industrial_capital_output_ratio_multiplier_from_resource_conservation_technology
  * industrial_capital_output_ratio_multiplier_from_land_yield_technology
  * industrial_capital_output_ratio_multiplier_from_pollution_technology }
industrial_capital_output_ratio_multiplier_from_resource_conservation_technology = level "a" { lookup(resource_use_factor,
  {[0] = 3.75, [0.1] = 3.6, [0.2] = 3.47, [0.3] = 3.36, [0.4] = 3.25, [0.5] = 3.16, [0.6] = 3.1, [0.7] = 3.06, [0.8] = 3.02, [0.9] = 3.01,
    [1] = 3}) * one_year }
industrial_capital_output_ratio_multiplier_from_land_yield_technology = level "1" { lookup(land_yield_multiplier_from_technology,
  {[1] = 1, [1.2] = 1.05, [1.4] = 1.12, [1.6] = 1.25, [1.8] = 1.35, [2] = 1.5}) }
industrial_capital_output_ratio_multiplier_from_pollution_technology = level "1" { lookup(persistent_pollution_generation_factor,
  {[0] = 1.25, [0.1] = 1.2, [0.2] = 1.15, [0.3] = 1.11, [0.4] = 1.08, [0.5] = 1.05, [0.6] = 1.03, [0.7] = 1.02, [0.8] = 1.01, [0.9] = 1, [1] = 1}) }

-- Where industrial output goes
fraction_of_industrial_output_allocated_to_investment = level "1" { 1 - fraction_of_industrial_output_allocated_to_agriculture
  - fraction_of_industrial_output_allocated_to_services - fraction_of_industrial_output_allocated_to_consumption }
fraction_of_industrial_output_allocated_to_consumption = level "1" { where(at_least(year, industrial_equilibrium_time),
  fraction_of_industrial_output_allocated_to_consumption_variable, fraction_of_industrial_output_allocated_to_consumption_constant) }
fraction_of_industrial_output_allocated_to_consumption_constant = level "1" { where(at_least(year, policy_year),
  fraction_of_industrial_output_allocated_to_consumption_constant_2, fraction_of_industrial_output_allocated_to_consumption_constant_1) }
fraction_of_industrial_output_allocated_to_consumption_variable = level "1" { lookup(industrial_output_per_capita / industrial_output_per_capita_desired,
  {[0] = 0.3, [0.2] = 0.32, [0.4] = 0.34, [0.6] = 0.36, [0.8] = 0.38, [1] = 0.43, [1.2] = 0.73, [1.4] = 0.77, [1.6] = 0.81, [1.8] = 0.82, [2] = 0.83}) }
consumed_industrial_output = flow "dollar/a" { industrial_output * fraction_of_industrial_output_allocated_to_consumption }
consumed_industrial_output_per_capita = flow "dollar/a/人" { consumed_industrial_output / population, label = "人均消费工业产出" }

-- Services
service_capital = stock "dollar" { initial = initial_service_capital,
  rate = service_capital_investment - service_capital_depreciation, label = "服务业资本" }
service_capital_investment = flow "dollar/a" { industrial_output * fraction_of_industrial_output_allocated_to_services }
service_capital_depreciation = flow "dollar/a" { service_capital / average_life_of_service_capital }
average_life_of_service_capital = level "a" {
  where(at_least(year, policy_year), average_life_of_service_capital_2, average_life_of_service_capital_1) }
service_output = flow "dollar/a" { service_capital * capacity_utilization_fraction / service_capital_output_ratio }
service_output_per_capita = flow "dollar/a/人" { service_output / population, label = "人均服务产出" }
service_capital_output_ratio = level "a" { where(at_least(year, policy_year), service_capital_output_ratio_2, service_capital_output_ratio_1) }
indicated_services_output_per_capita = flow "dollar/a/人" {
  where(at_least(year, policy_year), indicated_services_output_per_capita_2, indicated_services_output_per_capita_1) }
indicated_services_output_per_capita_1 = flow "dollar/a/人" { lookup(industrial_output_per_capita / dollars_each,
  {[0] = 40, [200] = 300, [400] = 640, [600] = 1000, [800] = 1220, [1000] = 1450, [1200] = 1650, [1400] = 1800, [1600] = 2000}) * dollars_each }
indicated_services_output_per_capita_2 = flow "dollar/a/人" { lookup(industrial_output_per_capita / dollars_each,
  {[0] = 40, [200] = 300, [400] = 640, [600] = 1000, [800] = 1220, [1000] = 1450, [1200] = 1650, [1400] = 1800, [1600] = 2000}) * dollars_each }
fraction_of_industrial_output_allocated_to_services = level "1" {
  where(at_least(year, policy_year), fraction_of_industrial_output_allocated_to_services_2, fraction_of_industrial_output_allocated_to_services_1) }
fraction_of_industrial_output_allocated_to_services_1 = level "1" { lookup(service_output_per_capita / indicated_services_output_per_capita,
  {[0] = 0.3, [0.5] = 0.2, [1] = 0.1, [1.5] = 0.05, [2] = 0}) }
fraction_of_industrial_output_allocated_to_services_2 = level "1" { lookup(service_output_per_capita / indicated_services_output_per_capita,
  {[0] = 0.3, [0.5] = 0.2, [1] = 0.1, [1.5] = 0.05, [2] = 0}) }

-- Jobs
labor_force = level "人" { (population_15_to_44 + population_45_to_64) * labor_force_participation_fraction, label = "劳动力" }
jobs = level "人" { potential_jobs_industrial_sector + potential_jobs_agricultural_sector + potential_jobs_service_sector }
labor_utilization_fraction = level "1" { jobs / labor_force, label = "劳动力利用率" }
delayed_labor_utilization_fraction = level "1" { smooth(labor_utilization_fraction, labor_utilization_fraction_delay_time, {initial = 1}) }
capacity_utilization_fraction = level "1" { lookup(delayed_labor_utilization_fraction, {[1] = 1, [3] = 0.9, [5] = 0.7, [7] = 0.3, [9] = 0.1, [11] = 0.1}) }
potential_jobs_industrial_sector = level "人" { industrial_capital * jobs_per_industrial_capital_unit }
jobs_per_industrial_capital_unit = level "人/dollar" { lookup(industrial_output_per_capita / dollars_each,
  {[50] = 0.37, [200] = 0.18, [350] = 0.12, [500] = 0.09, [650] = 0.07, [800] = 0.06}) * as "人/dollar" (0.001) }
potential_jobs_service_sector = level "人" { service_capital * jobs_per_service_capital_unit }
jobs_per_service_capital_unit = level "人/dollar" { lookup(service_output_per_capita / dollars_each,
  {[50] = 1.1, [200] = 0.6, [350] = 0.35, [500] = 0.2, [650] = 0.15, [800] = 0.15}) * as "人/dollar" (0.001) }
potential_jobs_agricultural_sector = level "人" { arable_land * jobs_per_hectare }
jobs_per_hectare = level "人/ha" { lookup(agricultural_input_per_hectare / as "dollar/a/ha" (1),
  {[2] = 2, [6] = 0.5, [10] = 0.4, [14] = 0.3, [18] = 0.27, [22] = 0.24, [26] = 0.2, [30] = 0.2}) * as "人/ha" (1) }
