-- China as a region: numbers only. It has no outside to move to, so its migration does not answer to income.
local function national(name) return data {"data/national.csv", name} end
census              = given "人"   { data {"data/census.csv", "pop_{sex}.age_{age_group}", year = start_year}, source = "2020 census" }
population_start    = given "万人" { data {"data/national.csv", "population", year = start_year} }
urbanization_start  = given "%"    { data {"data/national.csv", "urbanization_rate", year = start_year} }
old_age_growth      = given "1/a"  { 0.07, source = "7.6 million of 85 and over in 2010 (recalled), 15.4 in 2020" }
famine_depth        = given "1"    { 1, source = "the curve is China's own" }
fertility_shares    = given "%"    { data {"data/demography.csv", "asfr_share.age_{fertility_group}", year = start_year}, source = "UN WPP 2024" }
fertility_volatility = given "%" { 7, source = "yearly log changes of total fertility, China 1990-2010 (WPP 2024)" }
transfer_volatility = given "%" { 18, source = "AR(1) of the log fall of rural residents in Chongqing, 1997-2010" }
transfer_memory    = given "1" { 0.6, source = "the same" }
childbearing_delay  = given "岁/a" { 0.1, source = "UN WPP 2024, 2020-2035" }
sex_ratio           = given "1"    { 1.11, source = "UN WPP 2024" }
standard_mortality  = given "1/a"  { data {"data/demography.csv", "mx_{sex}.age_{age_abridged}", period = "2015-2020"}, source = "UN WPP 2024" }
life_expectancy     = given "岁"   { path {[2020] = 78.0, [2025] = 78.4, [2030] = 79.8, [2035] = 80.8}, source = "UN WPP 2024, medium projection" }
life_expectancy_gap = given "岁"   { path {[2020] = 5.75, [2035] = 4.7}, source = "UN WPP 2024" }
total_fertility_last = given "1"   { 1.2357, source = "UN WPP 2024" }
fertility_long_run  = given "1"    { path {[2020] = 1.2357, [2021] = 1.1174, [2022] = 1.0344, [2023] = 0.9995, [2025] = 1.0209, [2030] = 1.0612, [2035] = 1.0969} * lognormal(0, 0.10),
  source = "UN WPP 2024, estimates to 2023 (data after 2020) and medium projection" }
fertility_persistence = given "1"  { 0, source = "the projection's own path" }
childcare_places    = given "人/千人" { path {[2020] = 1.8, [2025] = 4.5}, source = "national plan 2021-2025" }
registration        = given "1"    { 0.96, source = "official deaths over WPP deaths 2020-2022; recalled, unverified" }
deaths_last         = given "万人/a" { 998, source = "NBS 2020; recalled, unverified" }

gross_departures    = given "‰/a" { 0.6, source = "assumption: emigration of a few hundred thousand a year" }
migration_last      = given "‰/a" { -0.2, source = "UN WPP 2024" }
migration_mean      = given "‰/a" { -0.2, source = "UN WPP 2024, medium projection" }
migration_persistence = given "1" { 0.5, source = "without weight at this size" }
migration_volatility = given "‰/a" { 0.05, source = "UN WPP 2024, spread of 2010-2023" }
migration_elasticity = given "1"  { 0, source = "a nation does not gain people relative to itself" }
job_elasticity      = given "1"   { 0, source = "as above" }
national_income     = given "万元2020/a/人" { 7.18, source = "2020; without effect" }
frontier_income     = given "万元2020/a/人" { path {[2020] = 43.8, [2035] = 54}, source = "United States 2020, 63,500 USD, 1.4 % a year; recalled" }
arrival_peak   = given "岁" { 22, source = "Rogers & Castro 1981" }
departure_peak = given "岁" { 22, source = "Rogers & Castro 1981" }
return_age     = given "岁" { 40, source = "assumption" }
return_spread  = given "岁" { 14, source = "assumption" }
child_part     = given "1"  { 0.20, source = "Rogers & Castro 1981" }
return_part    = given "1"  { 0.20, source = "assumption" }

urban_saturation  = given "%" { 85, source = "high-income nations of size; the logistic through 2000-2020 sees no saturation (100 %, error 3.5)" }
logistic_level    = given "%" { 100.3, source = "logistic through 2000-2020" }
logistic_rate     = given "1/a" { 0.0569, source = "logistic through 2000-2020" }
logistic_midpoint = given "1" { 2010.0, source = "logistic through 2000-2020" }
transfer_base     = given "1/a" { 0.0203, source = "log fall of rural residents 2010-2020, 0.027, over the mean room below saturation, 1.33 of that of 2020" }
income_gap        = given "1" { path {[2020] = 2.56, [2035] = 2.2}, source = "NBS 2020: 43834 over 17131" }
hukou_start       = given "%" { 45.4, source = "2020; recalled, unverified" }
hukou_conversion  = given "1/a" { 0.06, source = "39.9 (2015) to 45.4 (2020) against residents; recalled" }
land_supply       = given "%/a" { 2, source = "assumption" }
built_up_start    = given "km2" { 60721, source = "urban construction yearbook 2020; recalled, unverified" }
floor_start       = given "m2/人" { 38.6, source = "2020 census; recalled, unverified" }

employment_start  = given "万人" { data {"data/national.csv", "employment", year = start_year} }
unemployment      = given "%"    { path {[2020] = 5.6, [2025] = 5.2}, source = "NBS" }
participation_drift = given "%/a" { 0, source = "assumption" }
retirement_delay  = given "岁"   { path {[2024] = 0, [2035] = 2.4}, source = "国务院2024年渐进式延迟法定退休年龄 (data after 2020)" }
schooling_start   = given "岁"   { 10.75, source = "2020 census, ages 16-59; recalled, unverified" }
schooling_past    = given "岁/a" { 0.083, source = "9.08 (2010) to 9.91 (2020), ages 15 and over" }
investment_rate   = given "%" { path {[2020] = 43, [2035] = 36}, source = "Penn World Table 10; then falling" }
rd_intensity      = given "%" { path {[2020] = 2.41, [2023] = 2.65, [2035] = 3.2}, source = "bulletins (data after 2020)" }
rd_past           = given "%/a" { 9, source = "real growth of R&D 2015-2020; recalled" }
digital_share     = given "%" { path {[2020] = 38.6, [2035] = 52}, source = "CAICT 2020; recalled" }
digital_past      = given "%/a" { 2.3, source = "CAICT 2015-2020; recalled" }
openness          = given "%" { 31.7, source = "customs 2020 over GDP; recalled" }
tfp_volatility    = given "%/a" { 1.2, source = "assumption: steadier than a province" }
tfp_shock_memory  = given "1" { 0.4, source = "assumption" }
science_published = given "%" { 60, source = "Ministry of Science and Technology: above 60 % in 2020" }
sector_start      = given("%", sector) { {primary = 7.7, secondary = 37.8, tertiary = 54.5}, source = "NBS 2020" }
manufacturing_share = given "%" { path {[2020] = 30.9, [2035] = 27}, source = "NBS 2020, industry; then falling" }
building_drift    = given "%/a" { -1.5, source = "assumption: shrinking with population" }
employment_shares = given("%", sector) { {primary = 23.6, secondary = 28.7, tertiary = 47.7}, source = "NBS 2020; recalled, unverified" }
farm_elasticity   = given "1" { -0.5, source = "share of 2000-2020 on GDP per head; recalled" }
consumption_start = given "%" { 54.7, source = "NBS 2020; recalled, unverified" }
retail_start      = given "亿元2020/a" { 391981, source = "NBS 2020; recalled, unverified" }
fdi_start         = given "亿USD/a" { 1444, source = "Ministry of Commerce 2020; recalled, unverified" }
price_level       = given "元当年/元2020" { 1, source = "2020 prices" }
inflation         = given "%/a" { 1.5, source = "assumption" }
exchange_rate     = given "元当年/USD" { 6.9, source = "2020 mean" }
income_start      = given "元2020/a/人" { 32189, source = "NBS 2020" }
household_share   = given "%" { path {[2020] = 44.9, [2035] = 47}, source = "income over GDP per head, 2020" }
survey_scale      = given "1" { 1.11, source = "43834 and 17131 against resident weights" }

population        = observed "万人"   { national "population" }
urbanization_rate = observed "%"      { data {"data/national.csv", "urbanization_rate"} }
births            = observed "万人/a" { data {"data/demography.csv", "births"} }
gdp               = observed "亿元2020/a" { national "gdp" }
gdp_growth        = observed "%"      { national "gdp_growth" }
investment        = observed "亿元2020/a" { national "investment" }
employment        = observed "万人"   { data {"data/national.csv", "employment"} }
