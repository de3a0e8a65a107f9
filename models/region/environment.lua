-- Air and water by reduced forms: emissions follow what causes them, controls cut them, quality follows emissions.
-- Levels of the start year and the weights of causes are recalled or judged, and said so; changes matter more than levels.
pollutant = axis {"so2", "nox", "voc", "pm25"}
cause     = axis {"power_coal", "industry_coal", "road_fuel", "industry", "building", "homes"}
air_control   = lever "1" { range = {0, 2}, label = {zh = "大气治理力度(1为“十三五”)", en = "Air control, 1 as in 2016-2020"}, chapter = "第三十三章" }
water_control = lever "1" { range = {0, 2}, label = {zh = "水污染治理力度(1为“十三五”)", en = "Water control, 1 as in 2016-2020"}, chapter = "第三十三章" }

emission_start  = need("万t/a", pollutant)   { label = {zh = "起始年污染物排放", en = "Emissions of the start year"} }
cause_weight    = need("1", pollutant, cause) { label = {zh = "排放来源构成", en = "Causes of emissions"} }
control_pace    = need("%/a", pollutant)     { label = {zh = "治理力度为1时的减排速度", en = "Yearly cut by controls at strength 1"} }
cause_level = flow("1", cause) { by(cause) {
  power_coal    = index(power_fuel[carrier.coal]),
  industry_coal = index(coal_of_industry),
  road_fuel     = index(oil_of_transport),
  industry      = index(value_added[sector.secondary]),
  building      = index(investment),
  homes         = index(solid_of_homes) }, label = {zh = "排放来源指数", en = "Index of causes"} }
coal_of_industry = flow "万tce/a" { final_energy[user.industry][carrier.coal] + heat_fuel[carrier.coal], label = {zh = "工业与供热用煤", en = "Coal of industry and heat"} }
oil_of_transport = flow "万tce/a" { final_energy[user.transport][carrier.oil], label = {zh = "交通用油", en = "Oil of transport"} }
solid_of_homes   = flow "万tce/a" { final_energy[user.rural_homes][carrier.other] + final_energy[user.rural_homes][carrier.coal] + final_energy[user.urban_homes][carrier.coal], label = {zh = "居民散煤与薪柴", en = "Coal and wood of homes"} }
air_emission = flow("万t/a", pollutant) { emission_start * sum(cause, cause_weight * cause_level) * compound(-control_pace * air_control), label = {zh = "大气污染物排放", en = "Air pollutants"} }
so2  = flow "万t/a" { air_emission[pollutant.so2],  label = {zh = "二氧化硫排放", en = "SO2"} }
nox  = flow "万t/a" { air_emission[pollutant.nox],  label = {zh = "氮氧化物排放", en = "NOx"} }
voc  = flow "万t/a" { air_emission[pollutant.voc],  label = {zh = "挥发性有机物排放", en = "VOC"} }

-- PM2.5 is what blows in and what is made here; good days fall with its logarithm.
dimension "microgram"
pm25_start      = need "microgram/m3" { label = {zh = "起始年PM2.5浓度", en = "PM2.5 of the start year"} }
pm25_background = parameter "%" { truncated_normal(40, 8, 20, 60), range = {20, 60}, label = {zh = "外来与自然背景占比", en = "Share of PM2.5 that is not made here"}, source = "regional transport in the Sichuan Basin 30 to 50 %; recalled, unverified" }
pm25_weight     = need("1", pollutant) { label = {zh = "PM2.5的前体物构成", en = "Precursors of PM2.5"} }
pm25 = flow "microgram/m3" { pm25_start * (pm25_background + (1 - pm25_background) * sum(pollutant, pm25_weight * air_emission / emission_start)), label = {zh = "PM2.5年均浓度", en = "PM2.5"} }
good_air_start = need "%" { label = {zh = "起始年空气优良天数比率", en = "Good-air days of the start year"} }
good_air_slope = parameter "1" { truncated_normal(1.7, 0.4, 0.5, 2.9), range = {0.5, 3}, label = {zh = "优良率对PM2.5的斜率", en = "Slope of the logit of good days on log PM2.5"}, estimate = "two points: 80 % at 57 (2015), 91 % at 33 (2020); the first recalled, unverified" }
good_air_ratio = flow "%" { logistic(log(good_air_start / (1 - good_air_start)) - good_air_slope * log(pm25 / pm25_start)), label = {zh = "空气质量优良天数比率", en = "Days of good air"} }

-- Water: what people and industry let go, less what is treated better every year.
cod_start      = need "万t/a" { label = {zh = "起始年化学需氧量排放", en = "COD of the start year"} }
ammonia_start  = need "万t/a" { label = {zh = "起始年氨氮排放", en = "Ammonia nitrogen of the start year"} }
cod_pace       = need "%/a"   { label = {zh = "治理力度为1时COD减排速度", en = "Yearly cut of COD at strength 1"} }
ammonia_pace   = need "%/a"   { label = {zh = "治理力度为1时氨氮减排速度", en = "Yearly cut of ammonia at strength 1"} }
local load = 0.6 * index(closing(urban_population)) + 0.2 * index(closing(rural_population)) + 0.2 * index(value_added[sector.secondary])
cod     = flow "万t/a" { cod_start * load * compound(-cod_pace * water_control), label = {zh = "化学需氧量排放", en = "COD"} }
ammonia = flow "万t/a" { ammonia_start * load * compound(-ammonia_pace * water_control), label = {zh = "氨氮排放", en = "Ammonia nitrogen"} }
surface_water_start = need "%" { label = {zh = "起始年地表水优良比例", en = "Surface water of class III or better, start"} }
water_quality_slope = parameter "1" { truncated_normal(0.15, 0.05, 0, 0.3), range = {0, 0.4}, label = {zh = "水质对排放增加的响应", en = "Loss of good sections when loads grow"}, source = "judgement: a tenth more load costs 1.5 points" }
surface_water_ratio = flow "%" { surface_water_start * (1 - water_quality_slope * max(0.5 * (cod / cod_start + ammonia / ammonia_start) - 1, 0)), label = {zh = "地表水达到或好于III类比例", en = "Surface water of class III or better"} }
