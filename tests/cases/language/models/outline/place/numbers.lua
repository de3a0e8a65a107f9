-- models/chongqing/numbers.lua : Chongqing's start, 2020
census             = given "人"  { data {"chongqing_census.csv", "CQ.census.pop_{sex}.age_{age_group}", year = start_year} }
population_start   = given "万人" { 3208.93, source = "chongqing_annual.csv" }
urbanization_start = given "%"   { 69.46 }
standard_mortality = given "1/a" { data {"china_demography.csv", "CN.mx_{sex}.age_{age_abridged}", period = "2020-2025"}, source = "UN WPP 2024, China" }
life_expectancy    = given "岁"  { path {[2020] = 78.56, [2024] = 79.72, [2025] = 79.9, [2035] = 81.9}, source = "chongqing_annual.csv" }
life_expectancy_gap = given "岁" { path {[2020] = 5.7, [2035] = 4.8}, source = "UN WPP 2024, China" }
fertility_shares   = given "%"   { data {"china_demography.csv", "CN.asfr_share.age_{fertility_group}", fill = "linear"} }
total_fertility    = given "1"   { path {[2020] = 1.17, [2021] = 1.03, [2022] = 0.96, [2023] = 0.92, [2025] = 0.94, [2035] = 1.02} }
sex_ratio          = given "1"   { 1.08 }

migration_base     = given "‰/a" { 1.5, estimate = "mean 2021-2025 net, +1.5 per mille" }
national_income    = given "万元2020/a/人" { path {[2020] = 7.18, [2025] = 9.27, [2030] = 11.5, [2035] = 13.9} }
transfer_base      = given "1/a" { 0.0185 }
urban_saturation   = given "%"   { 86 }
income_gap         = given "1"   { path {[2020] = 2.45, [2025] = 2.22, [2035] = 1.95} }
hukou_reform       = given "1"   { 0 }

capital_start      = given "亿元2020" { 79498, source = "rough perpetual inventory at 9.6 %" }
employment_start   = given "万人" { 1700.9 }
schooling_base     = given "岁" { 11.3 }
sector_start       = given "%" { {primary = 7.21, secondary = 39.97, tertiary = 52.82} }
investment_rate    = given "%" { path {[2020] = 54.0, [2025] = 50, [2035] = 44} }
unemployment       = given "%" { path {[2020] = 5.7, [2025] = 5.3} }
retire_shift       = given "岁" { path {[2024] = 0, [2035] = 2.0} }
rd_intensity       = given "%" { path {[2020] = 2.1, [2025] = 2.5, [2035] = 3.0} }
digital_share      = given "%" { path {[2020] = 25, [2025] = 35, [2035] = 45} }
structure_elasticity = given "1" { {primary = -0.55, secondary = -0.60, tertiary = 0}, estimate = "2016-2020 shares" }
manufacturing_push = given "1" { 0 }

-- What was seen. At and before the start a name reads its history; hindcasts are scored against it.
local function seen(name) return data {"chongqing_annual.csv", "CQ." .. name} end
population    = observed "万人"   { seen "pop_resident" }
urbanization_rate = observed "%"  { seen "urbanization_rate" }
births        = observed "万人/a" { seen "births" }
deaths        = observed "万人/a" { seen "deaths" }
net_migration = observed "万人/a" { path {[2020] = 21.68, [2021] = 8.48, [2022] = 7.71, [2023] = -11.29}, source = "derived from the population account" }
gdp           = observed "亿元2020/a" { seen "gdp_real_index" * 25041.4 }
gdp_growth    = observed "%"      { seen "gdp_growth_real" }
