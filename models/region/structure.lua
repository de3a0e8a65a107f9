-- Structure: industry's share is a policy path, building follows investment, farming falls with income, services take the rest.
-- Shares are of current-price value added; relative prices turn them into 2020 prices, and the parts still sum to GDP.
sector_start       = need("%", sector) { label = {zh = "起始年三次产业结构", en = "Structure of the start year"} }
manufacturing_share = lever "%" { range = {15, 50}, label = {zh = "工业(制造业)增加值占比", en = "Industry (manufacturing) over GDP"}, chapter = "第九章" }
modern_services    = lever "1" { path {[2020] = 0}, range = {0, 1}, label = {zh = "现代服务业发展力度", en = "Support for modern services"}, chapter = "第十章" }
services_pull      = parameter "1" { truncated_normal(0.05, 0.02, 0, 0.10), range = {0, 0.2},
  label = {zh = "现代服务业力度对服务业权重的提升", en = "Rise of services' weight at full support"}, source = "assumption" }
farm_elasticity    = need "1" { label = {zh = "第一产业占比的收入弹性(相对服务业)", en = "Income elasticity of farming's share against services"} }
building_elasticity = parameter "1" { truncated_normal(1.5, 0.4, 0.5, 2.5), range = {0, 3},
  label = {zh = "建筑业占比对投资率的弹性", en = "Elasticity of construction's share to the investment rate"},
  source = "assumption: construction is sold as investment, and its share of investment falls too; history has no variation of the rate to estimate from" }
building_drift     = need "%/a" { label = {zh = "建筑业占比趋势(投资率之外)", en = "Trend of construction's share beside the investment rate"} }
price_drift        = parameter("%/a", sector) { {primary = normal(0.5, 0.3), secondary = normal(-0.6, 0.3), tertiary = 0},
  label = {zh = "相对服务业的价格漂移", en = "Drift of prices relative to services"},
  source = "implicit deflators of China 2010-2020: industry about 1 % a year below services (recalled, unverified); halved as a prior" }

local other   = at_start(manufacturing_share)                                                -- industry within the secondary sector
local built   = (sector_start[sector.secondary] - other) * (investment_rate / at_start(investment_rate)) ^ building_elasticity * compound(building_drift)
local farmed  = sector_start[sector.primary] * index(gdp_per_capita) ^ farm_elasticity
local served  = sector_start[sector.tertiary] * (1 + services_pull * modern_services)
local rest    = (1 - manufacturing_share - built) / (farmed + served)                        -- farming and services share what is left
share_nominal = flow("%", sector) { by(sector) { primary = farmed * rest, secondary = manufacturing_share + built, tertiary = served * rest },
  start = sector_start,
  label = {zh = "三次产业占比(当年价)", en = "Structure at current prices"} }
share_primary   = flow "%" { share_nominal[sector.primary],   label = {zh = "第一产业占比", en = "Share of the primary sector"} }
share_secondary = flow "%" { share_nominal[sector.secondary], label = {zh = "第二产业占比", en = "Share of the secondary sector"} }
share_tertiary  = flow "%" { share_nominal[sector.tertiary],  label = {zh = "第三产业占比", en = "Share of the tertiary sector"} }

local real    = share_nominal / compound(price_drift)
value_added   = flow("亿元2020/a", sector) { gdp * real / sum(sector, real),
  label = {zh = "三次产业增加值(2020年价)", en = "Value added (2020 prices)"}, iamc = "Value Added" }
value_added_primary   = flow "亿元2020/a" { value_added[sector.primary],   label = {zh = "第一产业增加值", en = "Value added, primary"} }
value_added_secondary = flow "亿元2020/a" { value_added[sector.secondary], label = {zh = "第二产业增加值", en = "Value added, secondary"} }
value_added_tertiary  = flow "亿元2020/a" { value_added[sector.tertiary],  label = {zh = "第三产业增加值", en = "Value added, tertiary"} }
local industry_part   = manufacturing_share / (manufacturing_share + built)
value_added_industry  = flow "亿元2020/a" { value_added[sector.secondary] * industry_part, label = {zh = "工业增加值", en = "Value added, industry"} }
value_added_building  = flow "亿元2020/a" { value_added[sector.secondary] * (1 - industry_part),
  label = {zh = "建筑业增加值", en = "Value added, construction"} }
check "三次产业之和" { sum(sector, value_added), equals = gdp, within = as "亿元2020/a" (1e-6) }
check "产业占比之和" { sum(sector, share_nominal), equals = 1 }

-- Employment by sector: farming with rural residents of working age, the others with their weight in output.
employment_shares = need("%", sector) { label = {zh = "起始年就业结构", en = "Employment structure of the start year"} }
farm_exit         = parameter "%/a" { truncated_normal(1.5, 0.6, 0, 3), range = {0, 4},
  label = {zh = "农村居民离农速度", en = "Yearly exit of rural residents from farming"},
  source = "primary employment fell from 531 to 366 万 in 2012-2021, 4.1 % a year, rural residents by 2.7 %: the difference" }
rural_workers     = level "万人" { sum(age(16, 64), sum(sex, people[area.rural])), label = {zh = "乡村16-64岁人口", en = "Rural population aged 16-64"} }
local weight      = employment_shares * by(sector) {
  primary   = closing(rural_workers) / at_start(rural_workers) * compound(-farm_exit) * (at_start(employment) / closing(employment)),
  secondary = share_nominal[sector.secondary] / sector_start[sector.secondary],
  tertiary  = share_nominal[sector.tertiary] / sector_start[sector.tertiary] }
local farm        = weight[sector.primary]
local elsewhere   = weight[sector.secondary] + weight[sector.tertiary]
employment_share  = flow("%", sector) { by(sector) { primary = farm, secondary = weight[sector.secondary] / elsewhere * (1 - farm), tertiary = weight[sector.tertiary] / elsewhere * (1 - farm) },
  start = employment_shares, label = {zh = "三次产业就业占比", en = "Employment structure"} }
nonfarm_share     = flow "%" { 1 - employment_share[sector.primary], label = {zh = "非农就业占比", en = "Non-farm share of employment"} }
sector_employment = flow("万人", sector) { closing(employment) * employment_share, start = at_start(employment) * employment_shares,
  label = {zh = "三次产业就业人员", en = "Employment by sector"} }
check "就业占比之和" { sum(sector, employment_share), equals = 1 }
