-- Chongqing: persons at the start of 2020, and the ages of those who move.
census             = given "人"   { data {"data/census.csv", "pop_{sex}.age_{age_group}", year = start_year}, source = "第七次全国人口普查, 重庆市" }
population_start   = given "万人" { data {"data/population.csv", "population", year = start_year}, source = "年末常住人口, 七普后修订数" }
urbanization_start = given "%"    { data {"data/population.csv", "urbanization_rate", year = start_year}, source = "census base" }
old_age_growth     = given "1/a"  { 0.07371, estimate = "old_age_growth: log growth of 85 and over, censuses 2010 and 2020" }

famine_depth       = given "1"    { 1.8,
  source = "birth rates of Sichuan, of which the city was part: 11.7 per mille in 1960 against 28.5 in 1956, 50.1 in 1963 (recalled); confirmed by the shares of 60+ and 65+ published for 2021 and 2022" }

fertility_shares    = given "%"    { data {"../china/data/demography.csv", "asfr_share.age_{fertility_group}", year = start_year},
  source = "UN WPP 2024, China: no pattern of the city is published" }
fertility_volatility = given "%"   { 7.17, estimate = "fertility_shock_sd: yearly log changes of total fertility, China 1990-2020" }
transfer_volatility = given "%"    { 17.83, estimate = "transfer_shock_sd: AR(1) of the log fall of rural residents, 1997-2010" }
transfer_memory     = given "1"    { 0.595, estimate = "transfer_shock_rho" }
childbearing_delay  = given "岁/a" { 0.1445, estimate = "childbearing_delay: mean age of the WPP 2024 pattern, 2010 to 2020" }
sex_ratio           = given "1"    { 1.08, source = "census 2020, age 0: 107.94; vital statistics 2021-2023: 107.94 to 108.43" }
life_expectancy_gap = given "岁"   { path {[2010] = 5.14, [2020] = 5.75, [2035] = 4.7, [2060] = 3.7},
  source = "UN WPP 2024, China, estimates and medium projection" }
childcare_places    = given "人/千人" { path {[2020] = 1.03, [2025] = 3.5, [2035] = 4.5},
  source = "2020 and the goal of 4 in 2025: 专栏2 第15项; most of it reached" }

-- Migration: levels by account, ages by census survival.
gross_departures     = given "‰/a" { 12,
  source = "assumption: 412.56 万 living outside (2021), ten years away on average; only the net flow is observed" }
migration_volatility = given "‰/a" { 2.699,
  estimate = "migration_shock_sd: residual of the AR(1) of 1998-2020, the vintage seam of 2011-2012 taken out" }
arrival_peak   = given "岁" { 18.88, estimate = "arrival_peak" }
departure_peak = given "岁" { 18, source = "fixed in the fit: leaving after compulsory or upper secondary school" }
return_age     = given "岁" { 43.13, estimate = "return_age" }
return_spread  = given "岁" { 14, source = "fixed in the fit" }
child_part     = given "1"  { 0.1628, estimate = "child_part" }
return_part    = given "1"  { 0.2999, estimate = "return_part" }

-- Towns.
urban_saturation  = given "%" { truncated_normal(92.32, 2.462, 86, 98.64), estimate = "logistic_level: logistic through 1996-2020" }
logistic_level    = given "%" { 92.32, estimate = "logistic_level" }
logistic_rate     = given "1/a" { 0.07668, estimate = "logistic_rate" }
logistic_midpoint = given "1" { 2005.8, estimate = "logistic_midpoint" }
income_gap        = given "1" { path {[2010] = 3.12, [2020] = 2.45, [2025] = 2.33, [2035] = 2.10},
  source = "2020: 专栏1; 2011 bulletin for 2010; then the fall of 2015-2020 slows" }
hukou_conversion  = given "1/a" { 0.0785, estimate = "hukou_conversion: 41.25 % (2015) to 49.2 % (2020) against residents' 61.5 and 69.46" }
land_supply       = given "%/a" { 1.5, source = "assumption: below the growth of residents in 2010-2020" }
floor_start       = given "m2/人" { 39, source = "recalled, unverified" }
