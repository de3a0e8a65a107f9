-- Chongqing's energy in 2020. Published: total 8874.54 万tce, coal 44.3 %, electricity 1186.5 亿kWh, CO2 158.87 Mt.
-- The cells are not published: data/energy_balance_2020.csv is a biproportional fit of the fuel burned in 2019 (CEADs) and
-- the balance of 2014 to those totals; tests/region/energy_estimates_test.c makes it again. Expect 10 to 20 % error a cell.
local function balance(name) return data {"data/energy_balance_2020.csv", name} end
local function yearly(name) return data {"data/energy.csv", name} end
local function cell(name) return data {"data/energy_balance_2020.csv", name, year = start_year} end

final_energy = observed "万tce/a" { balance "final.{user}.{carrier}" }
energy_total = observed "万tce/a" { data {"data/energy.csv", "energy_total", fill = "linear"} }
electricity  = observed "亿kWh/a" { yearly "electricity" }
co2              = observed "MtCO2/a"      { yearly "co2" }
co2_intensity    = observed "tCO2/万元2020" { yearly "co2_intensity" }
energy_intensity = observed "tce/万元2020" { data {"data/energy.csv", "energy_intensity", fill = "linear"} }
cement           = observed "万t/a"        { yearly "cement" }

transformation_start = given "万tce/a" { by(carrier) { coal = cell "transformation.coal", gas = cell "transformation.gas", others = 0 } }
feedstock_start      = given "万tce/a" { by(carrier) { gas = cell "feedstock.gas", others = 0 }, note = "590.6 closes the published total; 402 in the balance of 2014" }
heat_fuel_start      = given "万tce/a" { by(carrier) { coal = cell "heat.coal", oil = cell "heat.oil", gas = cell "heat.gas", others = 0 }, note = "CEADs power and heat less thermal generation: steam and own plants" }
heat_efficiency      = given "1" { 0.744511, estimate = "heat_efficiency: balance of 2014" }

-- Useful energy per final energy: no local measurement exists.
efficiency = given "1" { {
    transport   = {coal = 0.20, oil = 0.25, gas = 0.25, electricity = 0.75, heat = 0.90, other = 0.20},
    urban_homes = {coal = 0.30, oil = 0.55, gas = 0.60, electricity = 0.90, heat = 0.90, other = 0.15},
    rural_homes = {coal = 0.30, oil = 0.55, gas = 0.60, electricity = 0.90, heat = 0.90, other = 0.15},
    others      = {coal = 0.60, oil = 0.40, gas = 0.70, electricity = 0.95, heat = 0.95, other = 0.20}},
  source = "usual figures of useful-energy accounts (De Stercke 2014, IIASA IR-14-013); recalled, unverified" }
energy_price = given "元2020/tce" { {coal = 740, oil = 5100, gas = 1650, electricity = 4720, heat = 1300, other = 400},
  source = "coal 581 元/t at 5500 kcal (data/energy.csv); petrol 5.6 元/l, gas 2.2 元/m3, electricity 0.58 元/kWh, steam 150 元/t: recalled, unverified" }
energy_progress = given "%/a" { truncated_normal(3.194, 0.56, 1.494, 4.894), range = {0, 6}, estimate = "energy_progress: 2015-2020, standard error 0.56; the split between progress and structure rests on nominal sector shares" }
renewal_start   = given "1"   { 0.9046, estimate = "renewal_start: investment over opening capital of 2020 against the mean of 2016-2020" }
home_response   = given "1"   { truncated_normal(0.646, 0.097, 0.352, 0.94), range = {0, 1.2}, estimate = "home_response: OLS 2010, 2014-2019" }
road_share      = given "1"   { 0.75, source = "transport oil less aviation, ships and construction machines; recalled, unverified" }

co2_published = given "MtCO2/a" { 158.8696, source = "重庆统计年鉴2021, as quoted (yx822.com/tanzhonghe/2022/0816/89453_2.html)" }
cement_start  = given "万t/a"   { 6505.23, source = "NBS output of 2020, data/energy.csv" }
fuel_production = given "万tce/a" { path {[2020] = {coal = 670, gas = 1730, others = 0}, [2022] = {coal = 0, gas = 1900, others = 0}, [2025] = {coal = 0, gas = 2460, others = 0}},
  source = "2020: 939 万t of coal, 130 亿m3 of gas (recalled, unverified); mines closed in 2021; 重庆市能源发展“十四五”规划: 185 亿m3 in 2025" }
