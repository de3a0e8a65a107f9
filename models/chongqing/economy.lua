-- Chongqing: the economy of the start year 2020 and the structures that follow from it.
employment_start  = given "万人" { data {"data/economy.csv", "employment", year = start_year},
  source = "counted vintage: between 1605.89 (2012) and 1668.27 (2021, data after 2020: the first count on the base of the census); the quotient 1700.9 of the plan is not used" }
hukou_start       = given "%"    { 49.2, source = "专栏1 第9项" }
built_up_start    = given "km2"  { 1565.6, source = "urban construction yearbook 2020; recalled, unverified" }
schooling_start   = given "岁"   { 11.3, source = "专栏2 第12项" }
schooling_past    = given "岁/a" { 0.105, estimate = "schooling_past: 8.75 (2010) to 9.80 (2020), ages 15 and over" }
rd_past           = given "%/a"  { 13.76, estimate = "rd_past: real growth of R&D 2012-2020" }
digital_past      = given "%/a"  { 1.5,
  source = "assumption: the city's share before 2020 is not published; China's rose 2.3 points a year (CAICT, recalled)" }
tfp_volatility    = given "%/a"  { 1.606,
  estimate = "tfp_shock_sd: innovation of the AR(1) of the residual 2001-2020 about its means before and after 2016" }
tfp_shock_memory  = given "1"    { 0.483, estimate = "tfp_shock_rho" }

sector_start      = given("%", sector) { {primary = 7.2125, secondary = 39.9644, tertiary = 52.8231},
  source = "2020, preliminary vintage: 1803.33, 9992.21, 13207.25 over their sum" }
employment_shares = given("%", sector) { {primary = 23.14, secondary = 25.67, tertiary = 51.19}, source = "between the counts of 2012 and 2021 (data after 2020)" }
farm_elasticity   = given "1"    { truncated_normal(-0.5782, 0.1022, -0.8782, -0.2782),
  estimate = "farm_elasticity: log share against services on log GDP per head, 2013-2020" }
science_published = given "%"    { 58.6, source = "专栏2 第7项" }
strategic_start   = given "%"    { 28, source = "专栏1 第6项" }
private_start     = given "%"    { 59, source = "纲要第一章第一节" }
culture_start     = given "%"    { 3.8, source = "专栏2 第14项" }
tourism_start     = given "%"    { 3.9, source = "2020 tourism accounts; recalled, unverified" }

consumption_start = given "%"    { 48, source = "no rate is published: household survey x 1.25 and government 14 % of GDP; assumption" }
retail_start      = given "亿元2020/a" { 11787.2, source = "2020 statistical bulletin; recalled, unverified" }
fdi_start         = given "亿USD/a" { 102.7, source = "专栏2 第18项" }
price_level       = given "元当年/元2020" { 1, source = "2020 prices" }
income_start      = given "元2020/a/人" { 30824, source = "重庆市统计局, 2020" }
survey_scale      = given "1"    { 1.0636, source = "published 40006 and 16361 (recalled, unverified) against resident weights" }

cluster_population_start = given("万人", cluster) { {metro = 2112.237, northeast = 806.4628, southeast = 286.7161},
  source = "2020 census, sums of districts" }
cluster_drift        = given("‰/a", cluster) { {metro = 17.99, northeast = -3.662, southeast = 1.096},
  estimate = "cluster_drift_metro, cluster_drift_northeast, cluster_drift_southeast: censuses 2010 and 2020" }
cluster_income_start = given("1", cluster) { {metro = 1.84, northeast = 1.022, southeast = 0.938},
  source = "ratio 1.84: 专栏2 第9项; north-east against south-east as in 2016" }
cluster_convergence  = given "%/a" { truncated_normal(2.681, 0.6, 0.681, 4.681),
  estimate = "cluster_convergence: log ratio 2008, 2012, 2016, 2020; the error doubled for the first-published vintages of GDP" }
