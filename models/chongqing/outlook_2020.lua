-- Chongqing's paths with what was known at the end of 2020: for the hindcast 2020-2025. No line uses later data.
standard_mortality  = given "1/a" { data {"../china/data/demography.csv", "mx_{sex}.age_{age_abridged}", period = "2015-2020"},
  source = "UN WPP 2024, China: the pattern before the start; its level follows life_expectancy" }
life_expectancy = given "岁" { path {[2020] = 78.56, [2025] = 79.86, [2035] = 82.0},
  source = "2020 census table; the plan's rise of 1.3 years in five" }
registration    = given "1"  { truncated_normal(0.90, 0.04, 0.80, 1.0), source = "24.63 registered over model deaths of 2020" }
deaths_last     = given "万人/a" { 24.63, source = "重庆市统计局, 2020" }
total_fertility_last = given "1" { 1.17, estimate = "indirect: births of 2020 and census women" }
fertility_long_run   = given "1" { path {[2020] = 1.0} * lognormal(0, 0.12),
  source = "Korea 0.84, Taiwan 0.99, north-east China below 1 about 2020: regions as old and urban; recalled" }
fertility_persistence = given "1" { truncated_normal(0.7, 0.1, 0.4, 1.0), source = "judgement" }
migration_last  = given "‰/a" { 7.6, source = "2020: change of residents less births and model deaths" }
migration_mean  = given "‰/a" { normal(1.48, 1.5), estimate = "migration_mean: account of 1997-2020" }
migration_persistence = given "1" { truncated_normal(0.829, 0.08, 0.658, 1.0),
  estimate = "migration_persistence: AR(1) 1998-2020, series as published" }
transfer_base   = given "1/a" { truncated_normal(0.01826, 0.006152, 0.0029, 0.0336),
  estimate = "transfer_base: rural residents 2010-2020, less those who left the region, at the room of 2020" }
unemployment    = given "%"   { 5.7, source = "2020 bulletin" }
participation_drift = given "%/a" { normal(0, 0.5117),
  estimate = "participation_drift: -0.5117 in 2010-2020, between counts and over children missed in 2010; none is assumed, its size is the error" }
retirement_delay = given "岁" { 0, source = "nothing enacted in 2020" }
inflation       = given "%/a" { 1.816, estimate = "inflation: deflator 2010-2020" }
exchange_rate   = given "元当年/USD" { 6.9, source = "2020 mean; recalled, unverified" }
national_income = given "万元2020/a/人" { path {[2020] = 7.18, [2035] = 14.3}, source = "the national goal of 2035, twice 2020 per head" }
frontier_income = given "万元2020/a/人" { path {[2020] = 12.1, [2035] = 22.5}, source = "Jiangsu 2020 (recalled, unverified), 4.2 % a year" }
investment_rate     = given "%" { path {[2020] = 54, [2035] = 44},
  source = "2020: 市统计局; then the fall of Japan and Korea at like incomes (recalled)" }
rd_intensity        = given "%" { path {[2020] = 2.1, [2025] = 2.5, [2035] = 3.0}, source = "专栏2 第5项" }
digital_share       = given "%" { path {[2020] = 25, [2025] = 32, [2035] = 42}, source = "专栏2 第4项, reached late" }
manufacturing_share = given "%" { path {[2020] = 27.96, [2035] = 24.5}, source = "quarterly accounts of 2020, then falling" }
building_drift      = given "%/a" { 0, source = "no trend before 2020: 11.4 % in 2018, 12.0 % in 2020" }
openness            = given "%" { 25.96, source = "trade 2020 over GDP" }
household_share     = given "%" { 39.37, source = "30824 元 over GDP per head of 2020" }
