-- Heat stations, losses of washing and coking, feedstock, and the balance of every carrier: supply = use.
steam_demand   = flow "万tce/a" { sum(user, final_energy[carrier.heat]), label = {zh = "热力需求", en = "Heat demand"} }
heat_efficiency = need "1" { label = {zh = "供热效率", en = "Heat supplied per fuel"} }
heat_fuel_start = need("万tce/a", carrier) { label = {zh = "起始年供热用能", en = "Fuel of heat stations in the start year"} }
local heat_pull = heat_fuel_start * (1 + (carbon_price - at_start(carbon_price)) * emission_factor / energy_price) ^ switch_response
  * compound(by(carrier) { gas = gas_advance, others = 0 })
heat_fuel = flow("万tce/a", carrier) { steam_demand / heat_efficiency * heat_pull / sum(carrier, heat_pull), label = {zh = "供热用能", en = "Fuel of heat stations"} }
heat_factor = flow "tCO2/tce" { sum(carrier, heat_fuel * emission_factor) / steam_demand, label = {zh = "热力碳因子", en = "Carbon factor of heat"} }

-- Washing and coking lose with the coal and gas that is burned outside power plants.
transformation_start = need("万tce/a", carrier) { label = {zh = "起始年加工转换损失", en = "Transformation losses of the start year"} }
fuel_wanted    = flow("万tce/a", carrier) { final_by_carrier + heat_fuel, label = {zh = "电厂以外的燃料需求", en = "Fuel wanted outside power plants"} }
transformation = flow("万tce/a", carrier) { transformation_start * by(carrier) { coal = index(fuel_wanted[carrier.coal]), gas = index(fuel_wanted[carrier.gas]), others = 0 },
  label = {zh = "加工转换损失", en = "Transformation losses"} }

-- Feedstock (gas for chemicals) is used, not burned.
feedstock_start    = need("万tce/a", carrier) { label = {zh = "起始年非能源利用", en = "Non-energy use of the start year"} }
feedstock_progress = parameter "%/a" { normal(0, 1.2), range = {-4, 4}, label = {zh = "原料用能单耗下降", en = "Decline of feedstock per value added"}, source = "data/energy_estimates.csv: 2014-2020 gives -2.3, from two balances of unlike kind; gas for chemicals is rationed, so growth with industry is assumed" }
nonenergy = flow("万tce/a", carrier) { feedstock_start * index(value_added[sector.secondary]) * compound(-feedstock_progress), label = {zh = "非能源利用", en = "Non-energy use"} }

-- Uses of a fuel, and where it comes from: own production, the rest bought in (negative: sold).
burned    = flow("万tce/a", carrier) { (final_by_carrier + heat_fuel + power_fuel + transformation) * by(carrier) { coal = 1, oil = 1, gas = 1, others = 0 }, label = {zh = "燃烧的化石能源", en = "Fossil fuel burned"} }
primary_fuel = flow("万tce/a", carrier) { burned + nonenergy, label = {zh = "化石能源消费", en = "Fossil energy use"} }
fuel_production = lever("万tce/a", carrier) { label = {zh = "本地化石能源产量", en = "Local fossil production"}, chapter = "专栏9" }
fuel_inflow = flow("万tce/a", carrier) { by(carrier) {
    coal = final_by_carrier[carrier.coal] + heat_fuel[carrier.coal] + power_fuel[carrier.coal] + transformation[carrier.coal] + nonenergy[carrier.coal],
    oil  = final_by_carrier[carrier.oil]  + heat_fuel[carrier.oil]  + power_fuel[carrier.oil]  + transformation[carrier.oil]  + nonenergy[carrier.oil],
    gas  = final_by_carrier[carrier.gas]  + heat_fuel[carrier.gas]  + power_fuel[carrier.gas]  + transformation[carrier.gas]  + nonenergy[carrier.gas],
    others = 0 } - fuel_production, label = {zh = "化石能源净调入", en = "Net inflow of fossil fuels"} }

-- Primary energy: power that no fuel made counts at the coal a plant would have burned (发电煤耗法). Biomass is outside, as in the published total.
local fuelless = sum(plant, generation * by(plant) { hydro = 1, wind = 1, solar = 1, waste = 1, contract = 1, spot = 1, others = 0 })
primary_power  = flow "万tce/a" { fuelless * coal_per_kwh, label = {zh = "一次电力与净调入电力(等价值)", en = "Primary and imported power at coal equivalent"} }
energy_total      = flow "万tce/a" { sum(carrier, primary_fuel) + primary_power, label = {zh = "能源消费总量", en = "Energy consumption"}, iamc = "Primary Energy" }
energy_intensity  = flow "tce/万元2020" { energy_total / gdp, label = {zh = "单位GDP能耗", en = "Energy per GDP"} }
energy_per_head   = flow "tce/人/a" { energy_total / average(population), start = energy_total / population, label = {zh = "人均能源消费", en = "Energy per head"} }
electricity_per_head = flow "kWh/人/a" { electricity / average(population), start = electricity / population, label = {zh = "人均用电量", en = "Electricity per head"} }
non_fossil_share  = flow "%" { renewable_power * coal_per_kwh / energy_total, label = {zh = "非化石能源占比", en = "Non-fossil share"} }
coal_energy_share = flow "%" { primary_fuel[carrier.coal] / energy_total, label = {zh = "煤炭消费占比", en = "Coal share"} }
oil_energy_share  = flow "%" { primary_fuel[carrier.oil] / energy_total, label = {zh = "石油消费占比", en = "Oil share"} }
gas_energy_share  = flow "%" { primary_fuel[carrier.gas] / energy_total, label = {zh = "天然气消费占比", en = "Gas share"} }

-- Each carrier, two ways: what is produced and brought in against what every user, plant and loss takes.
check "化石能源平衡" { fuel_production + fuel_inflow, equals = sum(user, final_energy) * by(carrier) { coal = 1, oil = 1, gas = 1, others = 0 } + heat_fuel + power_fuel + transformation + nonenergy }
check "热力平衡"     { sum(carrier, heat_fuel) * heat_efficiency, equals = final_by_carrier[carrier.heat] }
check "能源消费总量之和" { energy_total, equals = sum(user, final_energy[carrier.coal]) + sum(user, final_energy[carrier.oil]) + sum(user, final_energy[carrier.gas])
  + steam_demand / heat_efficiency + sum(carrier, transformation) + sum(carrier, nonenergy) + sum(carrier, power_fuel) + primary_power }
