-- Air, water, land, forest, knowledge and health of Chongqing in 2020. What is recalled says so: levels of emissions, water
-- structure, farmland, doctors' entry have no source in hand; the shares of causes are judgements.
emission_start = given "万t/a" { {so2 = 6.7, nox = 16.7, voc = 13.0, pm25 = 9.0}, source = "生态环境统计年报 2020; recalled, unverified" }
cause_weight   = given "1" { {
  so2  = {power_coal = 0.30, industry_coal = 0.60, road_fuel = 0.00, industry = 0.05, building = 0.00, homes = 0.05},
  nox  = {power_coal = 0.17, industry_coal = 0.20, road_fuel = 0.50, industry = 0.13, building = 0.00, homes = 0.00},
  voc  = {power_coal = 0.00, industry_coal = 0.05, road_fuel = 0.30, industry = 0.50, building = 0.10, homes = 0.05},
  pm25 = {power_coal = 0.08, industry_coal = 0.22, road_fuel = 0.15, industry = 0.20, building = 0.20, homes = 0.15}}, source = "judgement after the national inventory MEIC" }
control_pace   = given "%/a" { {so2 = 4.9, nox = 4.0, voc = 2.5, pm25 = 4.0}, source = "专栏1: SO2 -21.8 %, NOx -18 % in 2016-2020, while fuel changed little; VOC and dust judged" }
air_control    = given "1" { path {[2020] = 1, [2035] = 0.6}, source = "judgement: the easy cuts are made" }
pm25_start     = given "microgram/m3" { 33, source = "2020; recalled; 专栏1: -42.1 % from 2015" }
pm25_weight    = given "1" { {so2 = 0.20, nox = 0.30, voc = 0.15, pm25 = 0.35}, source = "judgement after source apportionments of the Sichuan Basin" }
good_air_start = given "%" { 91, source = "专栏2 第22项" }
cod_start      = given "万t/a" { 32.1, source = "生态环境统计年报 2020; recalled, unverified" }
ammonia_start  = given "万t/a" { 2.1, source = "生态环境统计年报 2020; recalled, unverified" }
cod_pace       = given "%/a" { 2.5, source = "专栏1: COD -7.4 % in 2016-2020 while loads grew by about 1 % a year" }
ammonia_pace   = given "%/a" { 2.3, source = "专栏1: NH3-N -6.3 % in 2016-2020" }
water_control  = given "1" { 1, source = "as before" }
surface_water_start = given "%" { 100, source = "专栏2 第21项" }

water_start    = given "亿m3/a" { 72.0, source = "derived: 72.12 in 2021 over GDP, less 7.5 % (市水利局)" }
water_shares   = given "%" { {farming = 40, industry = 27, towns = 26, villages = 7}, source = "水资源公报 2020, with ecological use in towns; recalled, unverified" }
water_pace     = given "%/a" { {farming = 1.0, industry = 9.0, towns = 0.8, villages = 0}, source = "set so that strength 1 gives 专栏1's -29 % of water per GDP in 2016-2020; split judged" }
water_saving   = given "1" { 1, source = "as before" }
land_start     = given "km2" { 6300, source = "第三次国土调查: towns, villages, mines; recalled, unverified" }
land_per_townsman = given "m2/人" { 151, source = "52821 ha net in 2016-2020 (专栏1) over 70 万 new urban residents a year (censuses 2010, 2020)" }
farmland_start = given "km2" { 18702, source = "第三次国土调查; recalled, unverified" }
grain_start    = given "万t/a" { 1075, source = "专栏2 第24项" }
farmland_upgrade = given "%/a" { path {[2020] = 0.3}, source = "yields of 2010-2020; recalled, unverified" }
territory      = given "km2" { 82402, source = "area of the municipality" }
forest_cover   = given "%" { path {[2020] = 52.5, [2022] = 55.04, [2025] = 55.6, [2035] = 57.0}, source = "专栏2 第23项 (2020), 2022 生态环境状况公报 (data after 2020), then slower: land is scarce" }
forest_volume_start = given "亿m3" { 2.41, source = "专栏1" }

patent_start   = given "1/万人" { 11.3, source = "专栏2 第6项" }
patent_yield   = given "1/亿元2020" { 16.5, source = "6800 new patents a year: 11.3 per 10,000 in 2020 against 4.3 in 2015 (recalled, unverified) and 9 % lapse, over 410 亿元 of R&D" }
doctors_start  = given "人/千人" { 2.7, source = "专栏2 第16项" }
doctor_entry   = given "%/a" { 6.5, source = "2.0 per 1,000 in 2015 (recalled) to 2.7 in 2020 is 6 % a year, less what income adds, with exits" }
higher_start   = given "%" { 53, source = "2020, recalled, unverified" }
accident_start = given "人/亿元2020" { 0.04, source = "专栏2 第25项" }
