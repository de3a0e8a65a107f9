-- Kaya: CO2 = people x GDP per head x energy per GDP x CO2 per energy. LMDI splits each year's change among the factors
-- and leaves nothing over (Ang 2004: additive, logarithmic mean weights, fuels apart).
driver = axis {"people", "affluence", "structure_of_supply", "intensity", "mix", "carbon"}
kaya_people    = flow "万人" { gdp / gdp_per_capita, label = {zh = "年平均人口", en = "Mean population of the year"} }
kaya_intensity = flow "tce/万元2020" { energy_total / gdp, label = {zh = "单位GDP能耗(分解用)", en = "Energy per GDP, for the identity"}, note = "energy_intensity without its rounded history" }
fossil_share   = flow "1" { sum(carrier, burned) / energy_total, label = {zh = "燃烧化石能源占比", en = "Burned fossil energy in all energy"} }
local fuel = by(carrier) { coal = 1, oil = 1, gas = 1, others = 0 }
fuel_share     = flow("1", carrier) { where(fuel, burned / sum(carrier, burned), 1), label = {zh = "化石能源内部结构", en = "Shares among fuels"} }
fuel_carbon    = flow("tCO2/tce", carrier) { where(fuel, co2_by_fuel / burned, as "tCO2/tce" (1)), label = {zh = "单位燃料排放", en = "CO2 per fuel"} }
check "Kaya恒等式" { sum(carrier, kaya_people * gdp_per_capita * kaya_intensity * fossil_share * fuel_share * fuel_carbon * fuel), equals = co2 }

-- The logarithmic mean of this year and last.
local now, past = co2_by_fuel, previous(co2_by_fuel)
local ratio  = where(fuel, now / past, 1)
local even   = less(abs(ratio - 1), 0.0000001)
local weight = where(even, 0.5 * (now + past), (now - past) / log(where(even, 2, ratio))) * fuel
local function part(x) return sum(carrier, weight * log(x / previous(x))) / period end
co2_change   = flow "MtCO2/a/a" { (co2 - previous(co2)) / period, start = 0, label = {zh = "二氧化碳年变化", en = "Yearly change of CO2"} }
co2_drivers  = flow("MtCO2/a/a", driver) { by(driver) {
  people = part(kaya_people), affluence = part(gdp_per_capita), intensity = part(kaya_intensity),
  structure_of_supply = part(fossil_share), mix = part(fuel_share), carbon = part(fuel_carbon) }, start = 0, label = {zh = "二氧化碳变化的因素分解", en = "What changed CO2 (LMDI)"} }
check "LMDI闭合" { sum(driver, co2_drivers), equals = co2_change, within = as "MtCO2/a/a" (0.0000001) }
