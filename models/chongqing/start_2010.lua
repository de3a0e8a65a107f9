-- Chongqing as it stood at the end of 2010, with what was known then: for the hindcast 2010-2025. No line uses later figures,
-- except that census, population and GDP are the revised vintages (the first publications are not comparable).
census             = given "人"   { data {"data/census.csv", "pop_{sex}.age_{age_group}", year = start_year} }
population_start   = given "万人" { data {"data/population.csv", "population", year = start_year} }
urbanization_start = given "%"    { data {"data/population.csv", "urbanization_rate", year = start_year} }
old_age_growth     = given "1/a"  { 0.05, source = "growth of the oldest in China 2000-2010; recalled, unverified" }
famine_depth       = given "1"    { 1.8, source = "birth rates of Sichuan (recalled)" }
fertility_shares   = given "%"    { data {"../china/data/demography.csv", "asfr_share.age_{fertility_group}", year = start_year},
  source = "UN WPP 2024, China" }
fertility_volatility = given "%" { 7, source = "yearly log changes of total fertility, China 1990-2010 (WPP 2024)" }
transfer_volatility = given "%" { 18, source = "AR(1) of the log fall of rural residents in Chongqing, 1997-2010" }
transfer_memory    = given "1" { 0.6, source = "the same" }
childbearing_delay = given "岁/a" { 0.05, source = "assumption of the time: slow delay" }
sex_ratio          = given "1"    { 1.11, source = "vital statistics 2007-2011, rounded" }
standard_mortality = given "1/a"  { data {"../china/data/demography.csv", "mx_{sex}.age_{age_abridged}", period = "2010-2015"},
  source = "UN WPP 2024, China: the pattern is of the following years, its level follows life_expectancy" }
life_expectancy_gap = given "岁"  { 5.14, source = "UN WPP 2024, China, 2010" }
life_expectancy    = given "岁"   { path {[2010] = 75.7, [2025] = 79.0},
  source = "2010 census table (recalled, unverified), then the pace of 2000-2010" }
childcare_places   = given "人/千人" { 1, source = "not in the statistics of the time; constant, so without effect" }
registration       = given "1"    { truncated_normal(0.84, 0.04, 0.74, 0.94), source = "18.47 万 registered in 2010 over the model's 22" }
deaths_last        = given "万人/a" { data {"data/population.csv", "deaths_registered", year = start_year} }
total_fertility_last = given "1"  { 1.38,
  source = "the births of 2010 (9.14 per mille) over the women of the census; the census's own 1.16 would give 22 万" }
fertility_long_run   = given "1"  { lognormal(0.322, 0.12), source = "the level of 2010 goes on: median 1.38" }
fertility_persistence = given "1" { 0.7, source = "judgement" }

gross_departures     = given "‰/a" { 12, source = "assumption: 450 to 500 万 living outside (2006, 2007), long away" }
migration_volatility = given "‰/a" { 2.7, source = "residual of the AR(1) of 1998-2010" }
migration_last       = given "‰/a" { 6.3, source = "2010: change of residents less natural growth" }
migration_mean       = given "‰/a" { normal(-2.9, 3), source = "mean of the account 1997-2010" }
migration_persistence = given "1"  { truncated_normal(0.92, 0.03, 0.84, 1.0),
  source = "the AR(1) of 1998-2010 gives 1.02 with an error of 0.18: held below one" }
arrival_peak   = given "岁" { 20, source = "Rogers & Castro 1981, standard schedule" }
departure_peak = given "岁" { 20, source = "Rogers & Castro 1981, standard schedule" }
return_age     = given "岁" { 40, source = "assumption" }
return_spread  = given "岁" { 14, source = "assumption" }
child_part     = given "1"  { 0.20, source = "Rogers & Castro 1981, standard schedule" }
return_part    = given "1"  { 0.20, source = "assumption" }

urban_saturation  = given "%" { truncated_normal(76.2, 3.6, 68, 84.4), source = "logistic through 1996-2010, error 3.6" }
logistic_level    = given "%" { 76.2, source = "logistic through 1996-2010" }
logistic_rate     = given "1/a" { 0.0937, source = "logistic through 1996-2010" }
logistic_midpoint = given "1" { 2001.1, source = "logistic through 1996-2010" }
transfer_base     = given "1/a" { truncated_normal(0.0220, 0.005, 0.0095, 0.0345),
  source = "log fall of rural residents 2000-2010, 0.0303, over the mean room below saturation, 1.38 of that of 2010" }
income_gap        = given "1" { 3.12, source = "2011 bulletin" }
hukou_start       = given "%" { 33, source = "recalled, unverified" }
hukou_conversion  = given "1/a" { 0.06, source = "assumption" }
land_supply       = given "%/a" { 4, source = "assumption: about the growth of residents of towns" }
built_up_start    = given "km2" { 870, source = "urban construction yearbook 2010; recalled, unverified" }
floor_start       = given "m2/人" { 31.7, source = "recalled, unverified" }

employment_start  = given "万人" { data {"data/economy.csv", "employment", year = start_year}, source = "between 1621 (2007) and 1605.89 (2012)" }
unemployment      = given "%"    { 5, source = "assumption: no survey in 2010" }
participation_drift = given "%/a" { 0, source = "assumption: no count by age before" }
retirement_delay  = given "岁"   { 0, source = "nothing enacted" }
schooling_start   = given "岁"   { 9.6,
  source = "8.75 for ages 15 and over (2010 census), 1.5 less than for ages 16-59 as in 2020, halved for the younger structure; assumption" }
schooling_past    = given "岁/a" { 0.15, source = "7.28 (2000) to 8.75 (2010), ages 15 and over; 2000 recalled, unverified" }
rd_past           = given "%/a"  { 20, source = "recalled, unverified" }
rd_intensity      = given "%"    { path {[2010] = 1.27, [2025] = 2.0}, source = "2010 recalled, unverified; the goal of the time" }
digital_past      = given "%/a"  { 0, source = "no statistics of the time" }
digital_share     = given "%"    { 15, source = "no statistics of the time; constant, so without effect" }
openness          = given "%"    { 10.4, source = "trade of 124 亿USD in 2010 over GDP; recalled, unverified" }
tfp_volatility    = given "%/a"  { 2, source = "deviation of the residual 2001-2010 about its mean" }
tfp_shock_memory  = given "1"    { 0.4, source = "the same" }
investment_rate   = given "%"    { path {[2010] = 54, [2025] = 47}, source = "2010 assumed as in 2020; half a point less a year" }
national_income   = given "万元2020/a/人" { path {[2010] = 3.85, [2020] = 7.2, [2025] = 9},
  source = "China 2010, the national goal of a doubling by 2020" }
frontier_income   = given "万元2020/a/人" { path {[2010] = 6.1, [2020] = 12, [2025] = 15},
  source = "Jiangsu 2010 in prices of 2020, growth of the twelfth plan; recalled" }

sector_start      = given("%", sector) { {primary = 8.6477, secondary = 55.0006, tertiary = 36.3517}, source = "quarterly accounts of 2010, shares" }
manufacturing_share = given "%" { path {[2010] = 46.66, [2025] = 42}, source = "2010; the goal of the time: an industrial city" }
building_drift    = given "%/a" { 0, source = "8.3 % in 2010 and little changed" }
employment_shares = given("%", sector) { {primary = 38.48, secondary = 23.82, tertiary = 37.70}, source = "between the counts of 2007 and 2012" }
farm_elasticity   = given "1"    { -0.6, source = "share of 2002-2010 on GDP per head" }
