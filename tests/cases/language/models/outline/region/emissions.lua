-- models/region/emissions.lua : primary energy with power at its coal equivalent; CO2 of scope 1, 2 and cement
emission_factor = parameter("tCO2/tce", carrier) { {coal = 2.66, oil = 2.10, gas = 1.56, electricity = 0}, range = {0.9, 1.1}, source = "parameters_literature.csv: ef.cn_study, ef.su_sun" }
cement_start    = need "MtCO2/a" { label = "水泥过程排放" }
cement_response = parameter "1" { 0.3, source = "stand-in: CEADs process CO2 on investment" }
cement_trend    = parameter "%/a" { -1.5, source = "stand-in" }

primary_fuel = flow("万tce/a", carrier) { sum(user, final_energy) * by(carrier) { electricity = 0, others = 1 } + power_fuel, label = "化石能源消费" }
local clean  = sum(plant, generation * by(plant) { hydro = 1, wind = 1, solar = 1, waste = 1, imports = import_clean, others = 0 })
local bought = generation[plant.imports] * (1 - import_clean)
energy_total      = flow "万tce/a" { sum(carrier, primary_fuel) + (clean + bought) * coal_per_kwh, label = "能源消费总量", iamc = "Primary Energy" }
non_fossil_share  = flow "%" { clean * coal_per_kwh / energy_total, label = "非化石能源占比" }
coal_energy_share = flow "%" { primary_fuel[carrier.coal] / energy_total, label = "煤炭消费占比" }
energy_intensity  = flow "tce/万元2020"  { energy_total / gdp, label = "单位GDP能耗" }
co2_by_fuel   = flow("MtCO2/a", carrier) { primary_fuel * emission_factor, label = "二氧化碳(分燃料)" }
co2           = flow "MtCO2/a" { sum(carrier, co2_by_fuel), label = "能源活动二氧化碳(范围一)", iamc = "Emissions|CO2|Energy" }
co2_import    = flow "MtCO2/a" { generation[plant.imports] * import_factor, label = "外购电力二氧化碳(范围二)" }
co2_process   = flow "MtCO2/a" { cement_start * index(investment)^cement_response * compound(cement_trend), label = "水泥过程二氧化碳" }
co2_intensity = flow "tCO2/万元2020" { co2 / gdp, label = "单位GDP二氧化碳" }

-- Kaya: population x GDP per head x energy per GDP x CO2 per energy
check "Kaya恒等式" { average(population) * (gdp / average(population)) * (energy_total / gdp) * (co2 / energy_total), equals = co2 }

co2_peak_year = outcome "年" { peak_year(co2) }
co2_total     = outcome "MtCO2" { total(co2, 2021, 2035) }
gdp_doubling  = outcome "1" { at(gdp, 2035) / at(gdp, 2020) }
