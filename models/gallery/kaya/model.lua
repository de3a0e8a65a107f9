-- Kaya: CO2 = population x GDP per head x energy per GDP x CO2 per energy, and what each moved every five years.
-- Y. Kaya (1990). The numbers are those of models/china/data/national.csv with their sources; the identity holds for any.
local function china(name) return data {"../../china/data/national.csv", name} end
population = series "亿人" { china "population", label = "人口" }
gdp        = series "亿元2020/a" { china "gdp", label = "国内生产总值" }
energy     = series "万tce/a" { china "energy_total", label = "能源消费" }
co2        = series "MtCO2/a" { china "co2_energy", label = "二氧化碳" }

gdp_per_head     = level "万元2020/a/人" { gdp / population, label = "人均国内生产总值" }
energy_intensity = level "tce/万元2020" { energy / gdp, label = "能源强度" }
carbon_content   = level "tCO2/tce" { co2 / energy, label = "能源碳含量" }
check "Kaya恒等式" { population * gdp_per_head * energy_intensity * carbon_content, equals = co2 }

-- Additive LMDI-I over the five years that end here.
local mean_log = (co2 - previous(co2)) / log(co2 / previous(co2))
population_effect = level "MtCO2/a" { mean_log * log(population / previous(population)), label = "人口效应" }
affluence_effect  = level "MtCO2/a" { mean_log * log(gdp_per_head / previous(gdp_per_head)), label = "富裕效应" }
intensity_effect  = level "MtCO2/a" { mean_log * log(energy_intensity / previous(energy_intensity)), label = "能源强度效应" }
carbon_effect     = level "MtCO2/a" { mean_log * log(carbon_content / previous(carbon_content)), label = "能源结构效应" }
change            = level "MtCO2/a" { co2 - previous(co2), label = "二氧化碳变化" }
check "无残差" { population_effect + affluence_effect + intensity_effect + carbon_effect, equals = change, within = as "tCO2/a" (1) }

return model "kaya" {
  title = {zh = "Kaya恒等式", en = "Kaya identity"}, calendar = false, start = 2005, horizon = 2020, step = 5, time = "a",
  show = {{title = {zh = "分解", en = "Decomposition"}, "change", "population_effect", "affluence_effect", "intensity_effect", "carbon_effect"}},
}
