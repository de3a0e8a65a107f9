-- models/region/energy.lua : final energy = activity x intensity x share
user    = axis {"agriculture", "industry", "construction", "transport", "services", "urban_homes", "rural_homes"}
carrier = axis {"coal", "oil", "gas", "electricity"}
carbon_price     = lever "元2020/tCO2" { range = {0, 600}, label = "碳价", chapter = "第四十五章" }
electrification  = lever "%/a" { range = {0, 12}, label = "电气化推进速度", chapter = "第四十五章" }
ev_share         = lever "%"   { range = {0, 70}, label = "新能源汽车保有量占比", chapter = "第四十五章" }
progress         = need("%/a", user)     { label = "能效自主进步率" }
income_response  = need("1", user)       { label = "用能活动弹性" }
price_response   = parameter "1"         { -0.25, range = {-0.6, 0}, source = "Labandeira, Labeaga & Lopez-Otero 2017" }
switch_response  = parameter "1"         { -0.50, range = {-1.5, 0}, source = "stand-in" }
gas_advance      = parameter "%/a"       { 1.5, source = "stand-in" }
efficiency       = parameter("1", user, carrier) { {transport = {coal = 0.2, oil = 0.25, gas = 0.25, electricity = 0.75}, urban_homes = {coal = 0.3, oil = 0.55, gas = 0.6, electricity = 0.9},
                     rural_homes = {coal = 0.3, oil = 0.55, gas = 0.6, electricity = 0.9}, others = {coal = 0.6, oil = 0.6, gas = 0.7, electricity = 0.95}}, source = "stand-in: useful energy per final energy" }
energy_price     = need("元2020/tce", carrier) { label = "终端能源价格" }

-- What drives each user, as an index of the start year.
affluence = flow "1" { index(gdp_per_capita) }
activity = flow("1", user) { by(user) {
  agriculture  = index(value_added[sector.primary]),
  industry     = index(value_added[sector.secondary]),
  construction = index(investment),
  transport    = index(gdp),
  services     = index(value_added[sector.tertiary]),
  urban_homes  = index(closing(urban_population)) * affluence,
  rural_homes  = index(closing(rural_population)) * affluence } ^ income_response, label = "用能活动指数" }

-- Carbon is paid where fuel burns and, through last year's grid, at the plug.
local carbon  = emission_factor + by(carrier) { electricity = previous(grid_factor) / kwh_calorific, others = 0 }
local dearer  = 1 + (carbon_price - at_start(carbon_price)) * carbon / energy_price
local useful  = at_start(final_energy) * efficiency                       -- people want light, heat and motion, not fuel
local mix     = useful / sum(carrier, useful)
local pull    = mix * dearer^switch_response * compound(by(carrier) { electricity = electrification, gas = gas_advance, others = 0 })
local driven  = by(user) { transport = (1 - ev_share) / (1 - at_start(ev_share)), others = 1 }       -- what still burns oil on the road
local wanted  = pull * by(carrier) { oil = driven, others = 1 }
local shares  = wanted / sum(carrier, wanted)
local bill    = sum(carrier, shares * dearer)
final_energy = flow("万tce/a", user, carrier) {
  sum(carrier, useful) * activity * compound(-progress) * bill^price_response * shares / efficiency, label = "终端能源消费" }
electricity = flow "亿kWh/a" { sum(user, final_energy[carrier.electricity]) / kwh_calorific, label = "全社会用电量" }
