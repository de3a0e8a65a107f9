-- Power: what flows, blows, shines and burns as waste; own plants that follow the steam of industry; contracted imports;
-- gas; coal within its capacity; spot imports within the lines; retired coal plants kept in reserve; then nothing.
plant     = axis {"hydro", "wind", "solar", "waste", "own", "contract", "gas", "coal", "spot", "reserve"}
renewable = axis {"wind", "solar"}

import_power   = lever "亿kWh/a" { range = {0, 2000}, label = {zh = "外购电(合同电量)", en = "Contracted power imports"}, chapter = "专栏9" }
coal_retired   = lever "%"   { path {[2020] = 0}, range = {0, 100}, label = {zh = "煤电退役比例(占起始年装机)", en = "Coal power retired, of the start year's capacity"}, chapter = "第三十四章" }
coal_capacity  = lever "万kW" { range = {0, 4000}, label = {zh = "煤电装机", en = "Coal power capacity"}, chapter = "专栏9" }
gas_capacity   = lever "万kW" { range = {0, 3000}, label = {zh = "气电装机", en = "Gas power capacity"}, chapter = "第十二章" }
hydro_capacity = lever "万kW" { range = {0, 1200}, label = {zh = "水电装机", en = "Hydropower capacity"}, chapter = "专栏9" }
wind_capacity  = lever "万kW" { range = {0, 3000}, label = {zh = "风电规划装机", en = "Planned wind capacity"}, chapter = "专栏9" }
solar_capacity = lever "万kW" { range = {0, 6000}, label = {zh = "光伏规划装机", en = "Planned solar capacity"}, chapter = "专栏9" }
waste_capacity = lever "万kW" { range = {0, 400}, label = {zh = "垃圾与生物质发电装机", en = "Waste and biomass capacity"}, chapter = "专栏17" }
storage_capacity = lever "万kW" { range = {0, 2000}, label = {zh = "抽水蓄能装机", en = "Pumped storage capacity"}, chapter = "专栏9" }
line_capacity  = lever "万kW" { range = {0, 5000}, label = {zh = "既有外送通道能力", en = "Existing import lines"}, chapter = "专栏9" }
uhv_ac_line    = lever "万kW" { range = {0, 2000}, label = {zh = "特高压交流通道", en = "UHV AC line"}, chapter = "专栏9", note = "stairs {[year] = capacity}: the year is that of entry" }
uhv_dc_line    = lever "万kW" { range = {0, 2000}, label = {zh = "特高压直流通道", en = "UHV DC line"}, chapter = "专栏9" }
second_dc_line = lever "万kW" { range = {0, 2000}, label = {zh = "第二条特高压直流通道", en = "Second UHV DC line"}, chapter = "第十二章" }
hydro_water    = lever "1"   { path {[2020] = 1}, range = {0.5, 1.4}, label = {zh = "来水系数", en = "Water year over mean"} }
water_variation = need "1"   { label = {zh = "来水年际变差", en = "Variation of water years"} }
water_shock    = shock "1"   { sd = water_variation, rho = 0, label = {zh = "来水冲击", en = "Wet and dry years"} }

full_load      = need("h/a", plant) { label = {zh = "年利用小时", en = "Full-load hours"} }
coal_hours     = need "h/a" { label = {zh = "煤电通常利用小时上限", en = "Most hours of coal power in its turn"} }
coal_limit     = need "h/a" { label = {zh = "煤电应急利用小时上限", en = "Most hours of coal power when lines are full"} }
line_hours     = need "h/a" { label = {zh = "通道通常利用小时上限", en = "Most hours of lines in their turn"} }
line_limit     = need "h/a" { label = {zh = "通道应急利用小时上限", en = "Most hours of lines when all else runs"} }
gas_hours      = need "h/a" { label = {zh = "气电利用小时", en = "Hours of gas power"} }
gas_limit      = parameter "h/a" { 7000, range = {4000, 8000}, label = {zh = "气电应急利用小时上限", en = "Most hours of gas power when all else runs"}, source = "as coal_limit: a combined cycle can run like a coal plant, its fuel is what peaking saves; judgement" }
storage_hours  = need "h/a" { label = {zh = "抽蓄发电小时", en = "Generating hours of storage"} }
storage_efficiency = need "1" { label = {zh = "抽蓄综合效率", en = "Round-trip efficiency of storage"} }
grid_loss      = need "%"   { label = {zh = "线损率", en = "Line losses of total use"} }
kwh_calorific  = parameter "kgce/kWh" { 0.1229, label = {zh = "电力当量值", en = "Calorific value of electricity"}, source = "GB/T 2589" }
coal_per_kwh   = need "kgce/kWh" { label = {zh = "供电煤耗", en = "Coal per kWh generated"} }
gas_per_kwh    = parameter "kgce/kWh" { 0.20, range = {0.18, 0.26}, label = {zh = "气电气耗", en = "Gas per kWh generated"}, source = "combined cycle of 61 % efficiency, 0.1229/0.61; recalled, unverified" }
coal_cost      = parameter "元2020/kWh" { 0.30, range = {0.2, 0.45}, label = {zh = "煤电变动成本", en = "Variable cost of coal power"}, source = "0.300 kgce/kWh at 740 元/tce is 0.22, with own use and operation 0.30; judgement" }
dispatch_response = parameter "1" { truncated_normal(-0.3, 0.1, -0.6, 0), range = {-0.8, 0}, label = {zh = "煤电出力对碳成本的弹性", en = "Elasticity of coal power to its carbon cost"}, source = "judgement: contracts bind most hours" }
clean_answer   = parameter "1" { truncated_normal(0.0479, 0.025, 0, 0.0958), range = {0, 0.3}, label = {zh = "风光对用电增长的响应", en = "Growth of use answered by wind and sun beyond the plan"}, source = "data/energy_estimates.csv" }
carbon_build   = parameter "万kW·tCO2/元2020/a" { truncated_normal(0.15, 0.05, 0, 0.3), range = {0, 0.5}, label = {zh = "风光对碳价的响应", en = "Wind and solar built each year per unit of carbon price"}, source = "judgement: 100 元/t adds 15 万kW of each a year, a quarter of the yearly plan" }
line_answer    = parameter "1/a" { 0.5, range = {0, 1}, label = {zh = "通道扩建速度", en = "Speed at which lines follow their use"}, source = "judgement: two years from permit to power" }
renewable_potential = need("万kW", renewable) { label = {zh = "风光技术可开发量", en = "Potential of wind and sun"} }

-- What the planned fleet gets beyond the plan: the answer to demand and to the carbon price.
extra_renewable = stock("万kW", renewable) { initial = 0, rate = renewable_addition, label = {zh = "计划外风光装机", en = "Wind and solar beyond the plan"} }
local planned = by(renewable) { wind = wind_capacity, solar = solar_capacity }
renewable_capacity = level("万kW", renewable) { planned + extra_renewable, label = {zh = "风光装机", en = "Wind and solar capacity"} }
local hours = by(renewable) { wind = full_load[plant.wind], solar = full_load[plant.solar] }
local room  = max(1 - (planned + extra_renewable) / renewable_potential, 0)
renewable_addition = flow("万kW/a", renewable) { room * (carbon_build * max(carbon_price, 0)
    + 0.5 * clean_answer * max(electricity - previous(electricity), 0) / hours / period), start = 0, label = {zh = "计划外风光新增", en = "Wind and solar additions beyond the plan"} }

-- Lines: what is planned and what follows when lines run full or coal has used half of its emergency hours.
extra_lines = stock "万kW" { initial = 0, rate = line_addition, label = {zh = "计划外通道能力", en = "Lines beyond the plan"} }
import_lines = flow "万kW" { line_capacity + uhv_ac_line + uhv_dc_line + second_dc_line + extra_lines, start = line_capacity, label = {zh = "外送通道能力", en = "Import lines"} }
line_addition = flow "万kW/a" { line_answer * (max((generation[plant.contract] + generation[plant.spot]) / line_hours - 0.95 * import_lines, 0) + strain / line_hours), start = 0, label = {zh = "计划外通道新增", en = "Line additions beyond the plan"} }

-- Use: what arrives, what lines lose and what pumps lose.
storage_loss = flow "亿kWh/a" { storage_capacity * storage_hours * (1 / storage_efficiency - 1), label = {zh = "抽蓄损耗", en = "Losses of pumped storage"} }
storage_generation = flow "亿kWh/a" { storage_capacity * storage_hours, label = {zh = "抽蓄发电量", en = "Generation of pumped storage"}, note = "not in generation: it gives back less than it took, and use counts the difference" }
electricity_final = flow "亿kWh/a" { sum(user, final_energy[carrier.electricity]) / kwh_calorific, label = {zh = "终端用电量", en = "Final electricity"} }
electricity  = flow "亿kWh/a" { electricity_final / (1 - grid_loss) + storage_loss, label = {zh = "全社会用电量", en = "Electricity use"}, iamc = "Secondary Energy|Electricity" }

-- Capacity counts as the mean of the year's ends.
local function mean_year(x) return 0.5 * (x + previous(x)) end
local fleet = by(renewable) { wind = mean_year(wind_capacity), solar = mean_year(solar_capacity) } + extra_renewable

-- Order of merit. What must run; contracts within the lines; gas; coal, which yields to spot imports as carbon makes it
-- dear; spot imports within the lines; coal beyond its usual hours; retired coal plants, kept in reserve; help from other
-- grids on lines that run all year; gas plants beyond their peaking hours; unserved.
must_run = flow("亿kWh/a", plant) { by(plant) {
  hydro = mean_year(hydro_capacity) * full_load[plant.hydro] * hydro_water * exp(water_shock),
  wind  = fleet[renewable.wind] * full_load[plant.wind],
  solar = fleet[renewable.solar] * full_load[plant.solar],
  waste = mean_year(waste_capacity) * full_load[plant.waste],
  own   = at_start(generation[plant.own]) * index(steam_demand),
  others = 0 }, start = 0, label = {zh = "必发电量", en = "Must-run generation"} }
local taken     = must_run * min(electricity / sum(plant, must_run), 1)
local after_run = electricity - sum(plant, taken)
contracted = flow "亿kWh/a" { min(min(import_power, import_lines * line_hours), after_run), start = import_power, label = {zh = "合同外电", en = "Contracted imports"} }
local after_contract = after_run - contracted
local from_gas  = min(mean_year(gas_capacity) * gas_hours, after_contract)
local open      = after_contract - from_gas
coal_preference = flow "1" { (1 + (carbon_price - at_start(carbon_price)) * coal_per_kwh * emission_factor[carrier.coal] / coal_cost) ^ dispatch_response, label = {zh = "煤电出力意愿", en = "Willingness to run coal"} }
coal_withdrawn  = flow "万kW" { min(at_start(coal_capacity) * coal_retired, coal_capacity), label = {zh = "退役煤电", en = "Coal capacity retired"} }
local most_coal = (coal_capacity - coal_withdrawn) * coal_hours
local coal_first = min(open * coal_preference * (1 - coal_withdrawn / coal_capacity), most_coal)   -- who stays does not run for who left
local from_spot  = min(open - coal_first, max(import_lines * line_hours - contracted, 0))
local coal_rest  = min(open - coal_first - from_spot, (coal_capacity - coal_withdrawn) * coal_limit - coal_first)
local from_reserve = min(open - coal_first - from_spot - coal_rest, coal_withdrawn * coal_limit)
strain     = flow "亿kWh/a" { max(coal_rest + from_reserve - 0.5 * coal_capacity * (coal_limit - coal_hours), 0), start = 0,
  label = {zh = "煤电超时出力(应急余量过半)", en = "Coal power past half of its emergency hours"} }
local still_open = open - coal_first - from_spot - coal_rest - from_reserve
local from_help  = min(still_open, max(import_lines * line_limit - contracted - from_spot, 0))
local gas_rest   = min(still_open - from_help, mean_year(gas_capacity) * max(gas_limit - gas_hours, 0))
unserved   = flow "亿kWh/a" { still_open - from_help - gas_rest, start = 0, label = {zh = "缺电量", en = "Unserved electricity"} }
generation = flow("亿kWh/a", plant) { taken + by(plant) { contract = contracted, gas = from_gas + gas_rest, coal = coal_first + coal_rest, spot = from_spot + from_help, reserve = from_reserve, others = 0 },
  label = {zh = "电力供应", en = "Electricity supply"} }
check "电力平衡" { sum(plant, generation) + unserved, equals = electricity_final + electricity * grid_loss + storage_loss * (1 - grid_loss) }
check "不缺电"   { unserved, equals = 0, within = as "亿kWh/a" (1e-6) }

local_generation = flow "亿kWh/a" { sum(plant, generation * by(plant) { contract = 0, spot = 0, others = 1 }), label = {zh = "本地发电量", en = "Local generation"} }
power_imports    = flow "亿kWh/a" { generation[plant.contract] + generation[plant.spot], label = {zh = "净外购电量", en = "Net power imports"} }

-- Fuel of plants, and the carbon of a kilowatt-hour.
power_fuel = flow("万tce/a", carrier) { by(carrier) {
  coal = (generation[plant.coal] + generation[plant.own] + generation[plant.reserve]) * coal_per_kwh,
  gas  = generation[plant.gas] * gas_per_kwh, others = 0 }, label = {zh = "发电用能", en = "Fuel of power plants"} }
import_base  = need "亿kWh/a" { label = {zh = "既有外购电量", en = "Imports of the kind of the start year"} }
clean_base   = need "%"       { label = {zh = "既有外电可再生占比", en = "Renewable share of the base imports"} }
clean_new    = need "%"       { label = {zh = "新增外电可再生占比", en = "Renewable share of the imports added"} }
clean_spot   = need "%"       { label = {zh = "现货外电可再生占比", en = "Renewable share of spot imports"} }
factor_base  = need "kgCO2/kWh" { label = {zh = "既有外电碳因子", en = "Carbon factor of the base imports"} }
factor_new   = need "kgCO2/kWh" { label = {zh = "新增外电碳因子", en = "Carbon factor of the imports added"} }
factor_spot  = need "kgCO2/kWh" { label = {zh = "现货外电碳因子", en = "Carbon factor of spot imports"} }
local base = min(generation[plant.contract], import_base)
local new  = generation[plant.contract] - base
clean_imports = flow "亿kWh/a" { base * clean_base + new * clean_new + generation[plant.spot] * clean_spot, label = {zh = "外购可再生电量", en = "Renewable imports"} }
co2_import    = flow "MtCO2/a" { base * factor_base + new * factor_new + generation[plant.spot] * factor_spot, label = {zh = "外购电力二氧化碳(范围二)", en = "CO2 of imported power (scope 2)"} }
renewable_power = flow "亿kWh/a" { sum(plant, generation * by(plant) { hydro = 1, wind = 1, solar = 1, waste = 1, others = 0 }) + clean_imports, label = {zh = "可再生电量", en = "Renewable electricity"} }
renewable_power_share = flow "%" { renewable_power / electricity, label = {zh = "可再生能源电力消纳比重", en = "Renewable share of electricity use"} }
grid_factor   = flow "kgCO2/kWh" { (sum(carrier, power_fuel * emission_factor) + co2_import) / electricity, label = {zh = "电网碳因子", en = "Grid carbon factor"} }
