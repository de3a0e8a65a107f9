-- From country to town. The share of towns is an outcome of cohorts, migration and this transfer, not a curve.
transfer_base    = need "1/a" { label = {zh = "农村人口城镇化转移率", en = "Yearly transfer rate of rural residents"} }
transfer_volatility = need "%" { label = {zh = "转移率冲击标准差", en = "Standard deviation of the yearly transfer shock"} }
transfer_memory  = need "1" { label = {zh = "转移率冲击自相关", en = "Autocorrelation of the transfer shock"} }
transfer_shock   = shock "%" { sd = transfer_volatility, rho = transfer_memory, label = {zh = "转移率冲击", en = "Transfer shock"} }
urban_saturation = need "%"   { label = {zh = "城镇化率饱和值", en = "Saturation level of urbanization"} }
income_gap       = lever "1"  { range = {1.3, 3.5}, label = {zh = "城乡居民收入比", en = "Urban over rural income"}, chapter = "第三十六章" }
gap_elasticity   = parameter "1" { truncated_normal(0.30, 0.12, 0, 0.60), range = {0, 0.8},
  label = {zh = "转移率对城乡收入比的弹性", en = "Elasticity of transfer to the income gap"},
  source = "Harris & Todaro 1970 for the sign; the level is a judgement" }
job_pull         = parameter "1" { truncated_normal(0.5, 0.2, 0, 1), range = {0, 1},
  label = {zh = "转移率对非农就业的弹性", en = "Elasticity of transfer to non-farm jobs"},
  source = "Lewis 1954 for the sign; the level is a judgement" }
hukou_reform     = lever "1" { path {[2020] = 0}, range = {0, 1}, label = {zh = "户籍制度改革力度", en = "Household registration reform"}, chapter = "第十七章",
  note = "0: as in the start year; 1: full access of residents to services" }
hukou_effect     = parameter "1" { truncated_normal(0.25, 0.10, 0, 0.50), range = {0, 0.6},
  label = {zh = "户籍改革对转移率的提升", en = "Rise of the transfer rate at full reform"},
  source = "Bosker, Deichmann & Roberts 2018 simulate more for full abolition; lower bound taken" }
county_towns     = lever "1" { path {[2020] = 0}, range = {0, 1}, label = {zh = "区县城新型城镇化力度", en = "County-town programme"}, chapter = "第十七章" }
county_effect    = parameter "1" { truncated_normal(0.10, 0.04, 0, 0.20), range = {0, 0.3},
  label = {zh = "区县城建设对转移率的提升", en = "Rise of the transfer rate by the county-town programme"}, source = "assumption" }
land_supply      = lever "%/a" { range = {0, 6}, label = {zh = "城镇建设用地供应增速", en = "Growth of urban land supply"}, chapter = "第三十五章" }
people_land_link = lever "1" { path {[2020] = 0}, range = {0, 1}, label = {zh = "人地钱挂钩程度", en = "Land and funds follow people"}, chapter = "第十七章" }
land_elasticity  = parameter "1" { truncated_normal(0.20, 0.08, 0, 0.40), range = {0, 0.5},
  label = {zh = "转移率对人均城镇用地的弹性", en = "Elasticity of transfer to urban land per head"}, source = "assumption" }
built_up_start   = need "km2"   { label = {zh = "起始年建成区面积", en = "Built-up area of the start year"} }
floor_start      = need "m2/人" { label = {zh = "起始年城镇人均住房面积", en = "Urban floor space per head of the start year"} }
floor_elasticity = parameter "1" { truncated_normal(0.20, 0.08, 0, 0.40), range = {0, 0.6},
  label = {zh = "人均住房面积的收入弹性", en = "Income elasticity of floor space"}, source = "assumption: saturating demand" }

local function settled(y) return exp(-0.10 * (y - 22) - exp(-0.40 * (y - 22))) end
transfer_ages = parameter("1", age) { (0.55 * settled(age) / sum(age, settled(age)) + 0.30 * exp(-0.10 * age) / sum(age, exp(-0.10 * age)) + 0.15 / 101) * 101,
  label = {zh = "转移年龄风险", en = "Relative risk of transfer by age"}, source = "Rogers & Castro 1981: labour, children, constant; weights assumed" }

local room    = max(urban_saturation - urbanization_rate, 0) / (urban_saturation - at_start(urbanization_rate))
local density = (built_up_area / urban_population) / (at_start(built_up_area) / at_start(urban_population))
local jobs    = previous(nonfarm_share) / at_start(nonfarm_share)
transfer_rate = flow "1/a" { transfer_base * room * (income_gap / at_start(income_gap)) ^ gap_elasticity * jobs ^ job_pull * density ^ land_elasticity
    * (1 + hukou_effect * hukou_reform) * (1 + county_effect * county_towns) * exp(transfer_shock), start = transfer_base, label = {zh = "城镇化转移率", en = "Transfer rate"} }
local country = advance(people[area.rural] * survival, age)
local stayers = sum(sex, country)
local pace    = transfer_rate * sum(age, stayers) / sum(age, transfer_ages * stayers)   -- so that the mean is transfer_rate
leavers       = flow("人/a", sex, age) { min(pace * transfer_ages, 0.4 / period) * country,
  label = {zh = "分年龄农村转移人口", en = "Transfers by sex and age"} }
transfers     = flow("人/a", area, sex, age) { by(area) { urban = leavers, rural = -leavers }, label = {zh = "城乡转移", en = "Transfers between areas"} }
rural_leavers = flow "万人/a" { sum(sex, age, leavers), start = transfer_base * at_start(rural_population),
  label = {zh = "农村转移人口", en = "Rural residents who become urban"} }
check "转移不为负" { min(sex, age, leavers), at_least = 0, within = as "人/a" (1e-6) }

urbanization_rate = level "%" { urban_population / population, label = {zh = "常住人口城镇化率", en = "Urbanization rate"}, iamc = "Population|Urban|Share" }

-- The benchmark it is compared with.
logistic_rate     = need "1/a" { label = {zh = "逻辑斯蒂增长率", en = "Logistic growth rate"} }
logistic_midpoint = need "1"   { label = {zh = "逻辑斯蒂中点年份", en = "Logistic midpoint year"} }
logistic_level    = need "%"   { label = {zh = "逻辑斯蒂饱和值", en = "Logistic saturation"} }
urbanization_logistic = level "%" { logistic_level * logistic(logistic_rate * period * (year - logistic_midpoint)),
  label = {zh = "城镇化率(逻辑斯蒂基准)", en = "Urbanization rate (logistic benchmark)"} }

-- Registered urban residents follow the resident ones.
hukou_start      = need "%" { label = {zh = "起始年户籍人口城镇化率", en = "Registered urbanization of the start year"} }
hukou_conversion = need "1/a" { label = {zh = "落户速度", en = "Yearly closing of the gap between resident and registered urbanization"} }
hukou_speed      = parameter "1" { truncated_normal(0.5, 0.2, 0, 1), range = {0, 1.5},
  label = {zh = "户籍改革对落户速度的提升", en = "Rise of conversion at full reform"}, source = "assumption" }
hukou_urbanization_rate = stock "%" { initial = hukou_start, rate = hukou_conversion * (1 + hukou_speed * hukou_reform) * (urbanization_rate - hukou_urbanization_rate),
  label = {zh = "户籍人口城镇化率", en = "Registered urbanization rate"} }

-- Land and homes of towns.
local towns_grow = max(closing(urban_population) / urban_population - 1, 0) / period
built_up_area = stock "km2" { initial = built_up_start, rate = built_up_area * ((1 - people_land_link) * land_supply + people_land_link * towns_grow),
  label = {zh = "建成区面积", en = "Built-up area"} }
floor_space   = flow "亿m2" { floor_start * index(gdp_per_capita) ^ floor_elasticity * closing(urban_population),
  label = {zh = "城镇住房面积", en = "Urban floor space"} }
