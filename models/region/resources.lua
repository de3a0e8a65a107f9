-- Water, land, forest and grain: each use has its driver, each saving its lever.
water_user   = axis {"farming", "industry", "towns", "villages"}
water_saving = lever "1" { range = {0, 2}, label = {zh = "节水力度(1为“十三五”)", en = "Water saving, 1 as in 2016-2020"}, chapter = "第三十五章" }
land_saving  = lever "%/a" { path {[2020] = 0}, range = {0, 5}, label = {zh = "节约集约用地", en = "Saving of construction land"}, chapter = "第三十五章" }
farmland_upgrade = lever "%/a" { range = {0, 3}, label = {zh = "高标准农田带来的单产提升", en = "Yield gain by farmland works"}, chapter = "第十六章" }
forest_cover = lever "%" { range = {40, 65}, label = {zh = "森林覆盖率", en = "Forest cover"}, chapter = "第三十二章" }

water_start  = need "亿m3/a" { label = {zh = "起始年用水量", en = "Water use of the start year"} }
water_shares = need("%", water_user) { label = {zh = "用水结构", en = "Structure of water use"} }
water_pace   = need("%/a", water_user) { label = {zh = "节水力度为1时的定额下降", en = "Yearly saving at strength 1"} }
water_use    = flow("亿m3/a", water_user) { water_start * water_shares * by(water_user) {
    farming = index(grain_capacity_built), industry = index(value_added[sector.secondary]), towns = index(closing(urban_population)), villages = index(closing(rural_population)) }
  * compound(-water_pace * water_saving), label = {zh = "用水量(分部门)", en = "Water use by sector"} }
water_total     = flow "亿m3/a" { sum(water_user, water_use), label = {zh = "用水总量", en = "Water use"} }
water_intensity = flow "m3/万元2020" { water_total / gdp, label = {zh = "单位GDP用水量", en = "Water per GDP"} }

-- Construction land: every new townsman takes some, and so does investment in roads and plants.
land_start     = need "km2" { label = {zh = "起始年建设用地", en = "Construction land of the start year"} }
land_per_townsman = need "m2/人" { label = {zh = "新增城镇人口人均用地", en = "Land per new urban resident"} }
land_taken     = flow "km2/a" { max(closing(urban_population) - urban_population, 0) / period * land_per_townsman * compound(-land_saving), start = 0, label = {zh = "新增建设用地", en = "New construction land"} }
construction_land = stock "km2" { initial = land_start, rate = land_taken, label = {zh = "建设用地", en = "Construction land"} }
land_intensity = flow "m2/万元2020·a" { closing(construction_land) / gdp, start = land_start / gdp, label = {zh = "单位GDP建设用地", en = "Construction land per GDP"} }

-- Grain: land that building has not taken, at a yield that works and seeds raise.
farmland_start = need "km2" { label = {zh = "起始年耕地面积", en = "Farmland of the start year"} }
farmland_taken = parameter "1" { 0.45, range = {0.2, 0.8}, label = {zh = "新增建设用地占用耕地比例", en = "Share of new construction land taken from farmland"}, source = "judgement; plots are to be replaced by law, half are" }
grain_start    = need "万t/a" { label = {zh = "起始年粮食综合生产能力", en = "Grain capacity of the start year"} }
farmland       = level "km2" { farmland_start - farmland_taken * (construction_land - land_start), label = {zh = "耕地", en = "Farmland"} }
grain_capacity_built = flow "万t/a" { grain_start * closing(farmland) / farmland_start * compound(farmland_upgrade), start = grain_start, label = {zh = "粮食综合生产能力", en = "Grain capacity"} }

-- Forest: area, standing volume and what it takes from the air.
territory     = need "km2"  { label = {zh = "行政区面积", en = "Area of the region"} }
stand_growth  = parameter "m3/ha/a" { truncated_normal(1.5, 0.4, 0.5, 2.5), range = {0.5, 4}, label = {zh = "单位面积蓄积净增", en = "Net growth of standing volume"}, source = "middle-aged subtropical stands; national mean of net growth about 1 to 2; recalled, unverified" }
carbon_per_volume = parameter "tCO2/m3" { 1.83, range = {1.3, 2.0}, label = {zh = "单位蓄积固碳", en = "CO2 taken up per volume"}, source = "National Forestry Administration rule of thumb; recalled, unverified" }
forest_area   = flow "万ha" { territory * forest_cover, label = {zh = "森林面积", en = "Forest area"} }
forest_sink   = flow "MtCO2/a" { forest_area * stand_growth * carbon_per_volume, label = {zh = "林业碳汇", en = "Forest sink"}, iamc = "Carbon Sequestration|Land Use" }
forest_volume_start = need "亿m3" { label = {zh = "起始年森林蓄积量", en = "Standing volume of the start year"} }
forest_volume = stock "亿m3" { initial = forest_volume_start, rate = forest_area * stand_growth, label = {zh = "森林蓄积量", en = "Standing volume"} }
