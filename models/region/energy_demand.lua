-- Energy demand: people want light, heat and motion, not fuel. Useful energy of a user = activity x intensity;
-- carriers compete for it by a logit on prices that include carbon; final energy is useful energy over efficiency.
-- Files of the energy system: energy_demand, power, energy_supply, emissions, kaya (region/), energy, power (place/).
-- From elsewhere: gdp, gdp_per_capita, value_added over sector, investment, urban_population, rural_population.
user    = axis {"agriculture", "industry", "construction", "transport", "services", "urban_homes", "rural_homes"}
carrier = axis {"coal", "oil", "gas", "electricity", "heat", "other"}      -- coal with coke and coal gases; other is biomass

carbon_price    = lever "元2020/tCO2" { range = {0, 1000}, label = {zh = "碳价", en = "Carbon price"}, chapter = "第三十四章" }
electrification = lever "%/a" { range = {-2, 15}, label = {zh = "电气化推进速度", en = "Pace of electrification"}, chapter = "第三十五章",
  note = "Yearly growth of the odds of electricity against every other carrier, in useful energy" }
gas_advance     = lever "%/a" { range = {-5, 8}, label = {zh = "煤改气推进速度", en = "Pace of gas for coal"}, chapter = "第三十五章" }
ev_share        = lever "%"   { range = {0, 80}, label = {zh = "新能源汽车保有量占比", en = "Share of new-energy vehicles in the fleet"}, chapter = "第三十四章" }
industrial_upgrading = lever "%/a" { path {[2020] = 0}, range = {-1, 4}, label = {zh = "工业能效提升(额外)", en = "Extra efficiency of industry"}, chapter = "第三十五章" }
building_standard    = lever "%/a" { path {[2020] = 0}, range = {-1, 4}, label = {zh = "建筑节能标准(额外)", en = "Extra efficiency of buildings"}, chapter = "第三十四章" }
transport_efficiency = lever "%/a" { path {[2020] = 0}, range = {-1, 4}, label = {zh = "交通能效提升(额外)", en = "Extra efficiency of transport"}, chapter = "第三十五章" }

energy_price    = need("元2020/tce", carrier) { label = {zh = "终端能源价格", en = "Final energy price"} }
efficiency      = need("1", user, carrier)    { label = {zh = "终端用能效率", en = "Useful energy per final energy"} }
energy_progress = need "%/a" { label = {zh = "能效自主进步率(资本更新如历史)", en = "Efficiency progress at the historical renewal of capital"} }
renewal_start   = need "1"   { label = {zh = "起始年资本更新率与历史之比", en = "Renewal of capital in the start year over history"} }
home_response   = need "1"   { label = {zh = "居民用能的收入弹性", en = "Income elasticity of household energy"} }
price_response  = parameter "1" { truncated_normal(-0.21, 0.06, -0.42, 0), range = {-0.6, 0}, label = {zh = "用能价格弹性", en = "Price elasticity of useful energy"},
  source = "Labandeira, Labeaga & Lopez-Otero 2017, Energy Policy 102: mean short-run elasticity -0.21 (long run -0.61); recalled, unverified" }
switch_response = parameter "1" { truncated_normal(-0.5, 0.15, -1, 0), range = {-1.2, 0}, label = {zh = "能源品种替代弹性", en = "Exponent of the carrier logit"},
  source = "Stern 2012, J. Econ. Surveys 26: interfuel elasticities of industry near 1 in the long run; half of it within years; recalled, unverified" }
electrification_error = parameter "%/a" { normal(0, 1.58), range = {-6, 6}, label = {zh = "电气化速度偏差", en = "Error of the pace of electrification"}, source = "data/energy_estimates.csv: standard error of electrification" }
road_share      = need "1" { label = {zh = "交通用油中可电动化比重", en = "Share of transport oil that vehicles on the road with batteries can replace"} }

-- What drives each user, as an index of the start year.
local affluence = index(gdp_per_capita) ^ home_response
energy_activity = flow("1", user) { by(user) {
  agriculture  = index(value_added[sector.primary]),
  industry     = index(value_added[sector.secondary]),
  construction = index(investment),
  transport    = index(gdp),
  services     = index(value_added[sector.tertiary]),
  urban_homes  = index(closing(urban_population)) * affluence,
  rural_homes  = index(closing(rural_population)) * affluence }, label = {zh = "用能活动指数", en = "Activity index of energy users"} }

-- Intensity falls by progress that comes with new capital (producers only: homes were estimated with their income), and by
-- policy. A region that invests little keeps its old furnaces (vintage capital: Johansen 1959, Atkeson & Kehoe 1999).
capital_renewal = flow "1" { renewal_start * index(investment) / index(capital_at_work), label = {zh = "资本更新率(历史=1)", en = "Renewal of capital, history = 1"} }
local embodied = energy_progress * capital_renewal
efficiency_gain = flow("%/a", user) { by(user) {
  industry     = embodied + industrial_upgrading,
  construction = embodied + industrial_upgrading,
  transport    = embodied + transport_efficiency,
  services     = embodied + building_standard,
  urban_homes  = building_standard,
  rural_homes  = building_standard,
  others       = embodied }, label = {zh = "能效进步率", en = "Efficiency progress"} }

-- Carbon is paid where fuel burns and, through last year's plants, at the plug and at the steam pipe.
carbon_content = flow("tCO2/tce", carrier) { emission_factor + by(carrier) {
  electricity = previous(grid_factor) / kwh_calorific, heat = previous(heat_factor), others = 0 }, start = 0, label = {zh = "终端含碳量", en = "Carbon paid per unit of final energy"} }
dearer = flow("1", carrier) { 1 + (carbon_price - at_start(carbon_price)) * carbon_content / energy_price, start = 1, label = {zh = "含碳价格指数", en = "Price with carbon over price"} }

local useful_start = at_start(final_energy) * efficiency
local push  = by(carrier) { electricity = electrification + electrification_error, gas = gas_advance, others = 0 }
local pull  = useful_start * dearer ^ switch_response * compound(push)
local share = pull / sum(carrier, pull)
-- A battery on the road takes over what a tank did there; what people want to move stays the same.
local moved = share[carrier.oil] * by(user) { transport = road_share * (ev_share - at_start(ev_share)) / (1 - at_start(ev_share)), others = 0 }
carrier_share = flow("1", user, carrier) { share + by(carrier) { electricity = moved, oil = -moved, others = 0 }, label = {zh = "有用能的品种比重", en = "Carrier shares of useful energy"} }

useful_energy = flow("万tce/a", user) { sum(carrier, useful_start) * energy_activity * compound(-efficiency_gain) * sum(carrier, share * dearer) ^ price_response,
  label = {zh = "有用能", en = "Useful energy"} }
final_energy  = flow("万tce/a", user, carrier) { useful_energy * carrier_share / efficiency, label = {zh = "终端能源消费", en = "Final energy"} }
final_by_user    = flow("万tce/a", user)    { sum(carrier, final_energy), label = {zh = "终端能源消费(分部门)", en = "Final energy by user"} }
final_by_carrier = flow("万tce/a", carrier) { sum(user, final_energy), label = {zh = "终端能源消费(分品种)", en = "Final energy by carrier"} }
electricity_share_final = flow "%" { final_by_carrier[carrier.electricity] / sum(carrier, final_by_carrier), label = {zh = "电能占终端能源比重", en = "Electricity in final energy"} }
check "品种比重之和" { sum(carrier, carrier_share), equals = 1 }
