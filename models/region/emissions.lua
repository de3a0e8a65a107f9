-- CO2: fuel burned x factor, by fuel and by emitter, on the scope of the energy statistics (`co2`); beside it the CEADs
-- account with its own factors and cement, and the power that others made for us (scope 2). Three published scopes do
-- not close with one factor: the ratio `co2_scope` brings the sourced factors to the published total of the start year.
emission_factor = parameter("tCO2/tce", carrier) { {coal = 2.7725, oil = 2.11, gas = 1.6442, others = 0} * truncated_normal(1, 0.02, 0.94, 1.06), label = {zh = "排放因子", en = "Emission factor"},
  source = "IPCC 2006: 94.6, 72.0 (products in use: diesel, gasoline, kerosene) and 56.1 kg/GJ at 29.3076 GJ/tce" }
emitter = axis {"agriculture", "industry", "construction", "transport", "services", "urban_homes", "rural_homes", "power", "heat", "transformation"}

co2_published = need "MtCO2/a" { label = {zh = "起始年公布的能源活动二氧化碳", en = "Published energy CO2 of the start year"} }
co2_raw   = flow "MtCO2/a" { sum(carrier, burned * emission_factor), label = {zh = "按因子计算的二氧化碳", en = "CO2 at the sourced factors"} }
co2_scope = flow "1" { co2_published / at_start(co2_raw), label = {zh = "统计口径系数", en = "Scope ratio"}, note = "published total over the total at sourced factors, start year" }
co2_by_fuel = flow("MtCO2/a", carrier) { burned * emission_factor * co2_scope, label = {zh = "二氧化碳(分燃料)", en = "CO2 by fuel"} }
co2         = flow "MtCO2/a" { sum(carrier, co2_by_fuel), label = {zh = "能源活动二氧化碳(范围一)", en = "Energy CO2 (scope 1)"}, iamc = "Emissions|CO2|Energy" }
local from = sum(carrier, final_energy * emission_factor) * co2_scope
co2_by_emitter = flow("MtCO2/a", emitter) { by(emitter) {
  agriculture = from[user.agriculture], industry = from[user.industry], construction = from[user.construction], transport = from[user.transport],
  services = from[user.services], urban_homes = from[user.urban_homes], rural_homes = from[user.rural_homes],
  power = sum(carrier, power_fuel * emission_factor) * co2_scope,
  heat = sum(carrier, heat_fuel * emission_factor) * co2_scope,
  transformation = sum(carrier, transformation * emission_factor) * co2_scope }, label = {zh = "二氧化碳(分部门)", en = "CO2 by emitter"} }
check "二氧化碳分部门之和" { sum(emitter, co2_by_emitter), equals = co2 }

co2_intensity    = flow "tCO2/万元2020" { co2 / gdp, label = {zh = "单位GDP二氧化碳", en = "CO2 per GDP"} }
co2_per_head     = flow "tCO2/人/a" { co2 / average(population), start = co2 / population, label = {zh = "人均二氧化碳", en = "CO2 per head"} }
co2_with_imports = flow "MtCO2/a" { co2 + co2_import, label = {zh = "二氧化碳(含外购电力)", en = "CO2 with imported power"} }

-- Cement: the process follows building; a yuan of investment needs less cement every year.
cement_start    = need "万t/a"   { label = {zh = "起始年水泥产量", en = "Cement output of the start year"} }
cement_decline  = parameter "%/a" { normal(8.0, 0.8), range = {2, 14}, label = {zh = "单位投资水泥用量下降", en = "Decline of cement per investment"}, source = "data/energy_estimates.csv: cement per GDP 2014-2020" }
cement_process  = parameter "tCO2/t" { 0.2921, range = {0.28, 0.31}, label = {zh = "水泥过程排放因子", en = "Process CO2 per cement"}, source = "data/energy_estimates.csv: CEADs process CO2 over cement output 2010-2019" }
cement          = flow "万t/a"   { cement_start * index(investment) * compound(-cement_decline), label = {zh = "水泥产量", en = "Cement output"} }
co2_process     = flow "MtCO2/a" { cement * cement_process, label = {zh = "水泥过程二氧化碳", en = "Cement process CO2"}, iamc = "Emissions|CO2|Industrial Processes" }

-- The second account: CEADs burns less carbon per coal and the same gas without feedstock.
ceads_factor = parameter("tCO2/tce", carrier) { {coal = 2.37, oil = 2.06, gas = 1.6245, others = 0}, label = {zh = "CEADs排放因子", en = "CEADs emission factor"}, source = "data/energy_ceads.csv: factors implied by CEADs 2014 over the 2014 balance" }
co2_ceads    = flow "MtCO2/a" { sum(carrier, burned * ceads_factor) + co2_process, label = {zh = "二氧化碳(CEADs口径,含水泥)", en = "CO2 on the CEADs scope, with cement"} }

-- Forests take up carbon; what is left is net.
co2_net = flow "MtCO2/a" { co2_with_imports + co2_process - forest_sink, label = {zh = "净二氧化碳(含外电、水泥,扣林业碳汇)", en = "Net CO2 with imports, cement and sink"} }

co2_peak_year       = outcome "年" { peak_year(co2), label = {zh = "碳达峰年份", en = "Peak year of CO2"} }
co2_peak_year_with_imports = outcome "年" { peak_year(co2_with_imports), label = {zh = "碳达峰年份(含外电)", en = "Peak year with imported power"} }
co2_peak_level      = outcome "MtCO2/a" { peak(co2), label = {zh = "碳达峰峰值", en = "Peak of CO2"} }
co2_peak_level_with_imports = outcome "MtCO2/a" { peak(co2_with_imports), label = {zh = "碳达峰峰值(含外电)", en = "Peak with imported power"} }
