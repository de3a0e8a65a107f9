-- Chongqing's paths after the start, WITH what 2021-2025 has shown. Each line that uses data after 2020 says so.
-- A hindcast from 2020 must use outlook_2020.lua instead.
standard_mortality  = given "1/a" { data {"../china/data/demography.csv", "mx_{sex}.age_{age_abridged}", period = "2015-2020"},
  source = "UN WPP 2024, China: the pattern before the start; its level follows life_expectancy" }
life_expectancy = given "岁" { path {[2020] = 78.56, [2024] = 79.72, [2035] = 81.9, [2060] = 85.5},
  source = "2020 census table (the plan prints 78), 79.72 in 2024 (data after 2020), then 0.2 a year" }
registration    = given "1"  { path {[2020] = 0.90, [2021] = 0.93, [2022] = 0.93, [2023] = 1.0},
  source = "published over model deaths at the published life expectancy, 2020-2023 (data after 2020)" }
deaths_last     = given "万人/a" { 24.63, source = "重庆市统计局, 2020" }
total_fertility_last = given "1" { 1.17, estimate = "indirect: births of 2020 and census women" }
fertility_long_run   = given "1" { path {[2020] = 0.88, [2025] = 0.88, [2035] = 0.98, [2060] = 1.15} * lognormal(0, 0.10),
  source = "births of 2021-2023 (data after 2020); the slow rise is that of UN WPP 2024, China" }
fertility_persistence = given "1" { truncated_normal(0.5, 0.1, 0.2, 0.8), source = "births of 2021-2023 (data after 2020)" }
migration_last  = given "‰/a" { 7.6, source = "2020: change of residents less births and model deaths" }
migration_mean  = given "‰/a" { normal(1.48, 0.8), estimate = "migration_mean: account of 1997-2020; 2021-2025 agree on the model's deaths" }
migration_persistence = given "1" { truncated_normal(0.25, 0.1, 0, 0.5), source = "the fall from 2020 to 2021 (data after 2020)" }
transfer_base   = given "1/a" { truncated_normal(0.0135, 0.002, 0.0075, 0.0195),
  source = "set so that 2021-2025 urbanization is met (data after 2020)" }
unemployment    = given "%"   { path {[2020] = 5.7, [2022] = 5.4, [2025] = 5.3}, source = "bulletins 2020 and 2022 (data after 2020)" }
participation_drift = given "%/a" { path {[2020] = 0, [2021] = 0.44, [2024] = 0.44, [2025] = 0} + normal(0, 0.25),
  source = "the count of 1651.15 万 in 2024, 1.8 % more than ages alone give (data after 2020); then none, with half the size of 2010-2020 as its error" }
retirement_delay = given "岁" { path {[2024] = 0, [2035] = 2.4, [2040] = 3.4},
  source = "国务院2024年渐进式延迟法定退休年龄 (data after 2020): 3 years for men, 3 to 5 for women in 15 years" }
inflation       = given "%/a" { path {[2020] = 0, [2021] = 3.47, [2022] = -0.81, [2023] = -0.57, [2024] = 1.03, [2025] = -0.42, [2030] = 1.5},
  source = "nominal over real GDP, 2021-2025 (data after 2020); then to 1.5" }
exchange_rate   = given "元当年/USD" { path {[2020] = 6.8976, [2021] = 6.4515, [2022] = 6.7261, [2023] = 7.0467, [2024] = 7.1217, [2025] = 7.15, [2030] = 6.9},
  source = "yearly means; recalled, unverified (data after 2020); then an assumption" }
national_income = given "万元2020/a/人" { path {[2020] = 7.18, [2025] = 9.27, [2030] = 11.5, [2035] = 13.9, [2060] = 24},
  source = "growth of China 2021-2025 (data after 2020), then to twice 2020 in 2035" }
frontier_income = given "万元2020/a/人" { path {[2020] = 12.1, [2035] = 22.5, [2060] = 37},
  source = "Jiangsu 2020 (recalled, unverified), 4.2 % a year" }

-- Policy paths of the continuing world. The start-year values are statistics.
investment_rate     = given "%" { path {[2020] = 54, [2025] = 50, [2030] = 47, [2035] = 44, [2060] = 34},
  source = "2020: 市统计局; then the fall of Japan and Korea at like incomes (Penn World Table; recalled)" }
rd_intensity        = given "%" { path {[2020] = 2.1, [2022] = 2.36, [2025] = 2.55, [2035] = 3.0, [2060] = 3.6},
  source = "bulletins to 2022 (data after 2020), then half the pace of 2012-2020" }
digital_share       = given "%" { path {[2020] = 25, [2025] = 32, [2035] = 42, [2060] = 52},
  source = "2020: 专栏2 第4项; goal of 35 in 2025 reached late" }
manufacturing_share = given "%" { path {[2020] = 27.96, [2024] = 27.66, [2035] = 24.5, [2060] = 19},
  source = "quarterly accounts to 2024 (data after 2020), then falling" }
building_drift      = given "%/a" { path {[2020] = 0, [2021] = -6, [2025] = -6, [2026] = -1.5},
  source = "quarterly accounts: construction 12.0 % of GDP in 2020, 8.7 % in 2024 (data after 2020); then slow shrinking with population" }
openness            = given "%" { path {[2020] = 25.96, [2021] = 28.5, [2025] = 23.7, [2035] = 24},
  source = "customs 2020, 2021, 2025 over nominal GDP (data after 2020)" }
household_share     = given "%" { path {[2020] = 39.37, [2035] = 41},
  source = "30824 元 over GDP per head of 2020; the plan lets income grow with output" }
