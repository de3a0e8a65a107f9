-- resources.lua : what cannot grow back. World3-03, nonrenewable resource sector. policy_year and the technology delay serve all sectors.
local origin = "Meadows et al. 1974, 2004: World3-03"
local dollars_each = as "dollar/a/人" (1)

policy_year = lever "1" { 1995, label = "政策年份", note = "from this year the second value of each pair holds", source = origin }
fraction_of_industrial_capital_allocated_to_obtaining_resources_switch_time = lever "1" { 4000, label = "采掘效率改进年份",
  note = "4000 is never", source = origin }
resource_technology_change = lever "1/a" { 0, range = {0, 0.1}, label = "资源节约技术速度",
  note = "at twice the desired resource use and above, from the policy year", source = origin }
desired_resource_use_rate = lever "resource/a" { 4.8e9, range = {0, 2e10}, label = "理想资源用量", source = origin }
technology_development_delay = parameter "a" { 20, source = origin }

initial_nonrenewable_resources = parameter "resource" { 1e12, source = origin }
resource_use_factor_1 = parameter "1" { 1, source = origin }

nonrenewable_resources = stock "resource" { initial = initial_nonrenewable_resources, rate = -resource_usage_rate, label = "不可再生资源" }
fraction_of_resources_remaining = level "1" { nonrenewable_resources / initial_nonrenewable_resources, label = "资源剩余比例" }
resource_usage_rate = flow "resource/a" { population * per_capita_resource_use_multiplier * resource_use_factor, label = "资源用量" }
per_capita_resource_use_multiplier = flow "resource/a/人" { lookup(industrial_output_per_capita / dollars_each,
  {[0] = 0, [200] = 0.85, [400] = 2.6, [600] = 3.4, [800] = 3.8, [1000] = 4.1, [1200] = 4.4, [1400] = 4.7, [1600] = 5}) * as "resource/a/人" (1) }
resource_use_intensity = level "resource/dollar" { resource_usage_rate / industrial_output }

fraction_of_industrial_capital_allocated_to_obtaining_resources = level "1" {
  where(at_least(year, fraction_of_industrial_capital_allocated_to_obtaining_resources_switch_time),
  fraction_of_capital_allocated_to_obtaining_resources_2, fraction_of_capital_allocated_to_obtaining_resources_1) }
fraction_of_capital_allocated_to_obtaining_resources_1 = level "1" { lookup(fraction_of_resources_remaining,
  {[0] = 1, [0.1] = 0.9, [0.2] = 0.7, [0.3] = 0.5, [0.4] = 0.2, [0.5] = 0.1, [0.6] = 0.05, [0.7] = 0.05, [0.8] = 0.05, [0.9] = 0.05, [1] = 0.05}) }
fraction_of_capital_allocated_to_obtaining_resources_2 = level "1" { lookup(fraction_of_resources_remaining,
  {[0] = 1, [0.1] = 0.2, [0.2] = 0.1, [0.3] = 0.05, [0.4] = 0.05, [0.5] = 0.05, [0.6] = 0.05, [0.7] = 0.05, [0.8] = 0.05, [0.9] = 0.05, [1] = 0.05}) }

resource_use_factor = level "1" { where(at_least(year, policy_year), resource_use_fact_2, resource_use_factor_1) }
resource_use_fact_2 = level "1" { smooth(resource_conservation_technology, technology_development_delay, {order = 3}) }
resource_conservation_technology = stock "1" { initial = 1, rate = resource_technology_change_rate }
resource_technology_change_rate = flow "1/a" {
  where(at_least(year, policy_year), resource_conservation_technology * resource_technology_change_rate_multiplier, 0) }
resource_technology_change_rate_multiplier = flow "1/a" {
  resource_technology_change * lookup(1 - resource_usage_rate / desired_resource_use_rate, {[-1] = -1, [0] = 0}) }
