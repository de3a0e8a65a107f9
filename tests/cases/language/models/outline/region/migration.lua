-- models/region/migration.lua : with other regions, and from country to town
migration_base       = need "‰/a" { label = "净迁移率(相对收入不变时)" }
migration_elasticity = parameter "‰/a" { 8, range = {0, 20}, source = "stand-in; Rogers & Castro 1981 for ages" }
national_income      = need "万元2020/a/人" { label = "全国人均GDP" }
arrive_urban         = parameter "1" { 0.90, range = {0.7, 1.0}, source = "stand-in" }
migration_shock      = parameter "‰/a" { 0 }

relative_income = flow "1" { gdp_per_capita / national_income }
net_migration = flow "万人/a" { population * (migration_base + migration_shock + migration_elasticity * log(previous(relative_income) / at_start(relative_income))), label = "机械增长" }

-- Rogers-Castro: childhood, labour peak, constant
local young = 0.02 * exp(-0.10 * age)
local work  = 0.06 * exp(-0.10 * (age - 20) - exp(-0.40 * (age - 20)))
schedule = flow("1", age) { (young + work + 0.003) / sum(age, young + work + 0.003) }
arrivals = flow("人/a", area, sex, age) { net_migration * schedule * 0.5 * by(area) { urban = arrive_urban, rural = 1 - arrive_urban } * by(sex) { others = 1 } }

-- Country to town: a rate at risk by age, slower near saturation, faster with hukou reform and the income gap.
transfer_base     = need "1/a" { label = "农村人口城镇化转移率" }
urban_saturation  = need "%"   { label = "城镇化率饱和值" }
income_gap        = lever "1"  { range = {1.5, 3.5}, label = "城乡居民收入比", chapter = "第二章" }
gap_elasticity    = parameter "1" { 0.3, range = {0, 0.8}, source = "stand-in" }
hukou_reform      = lever "1"  { range = {0, 1}, label = "户籍制度改革力度", chapter = "第三十章" }
hukou_effect      = parameter "1" { 0.25, range = {0, 0.6}, source = "stand-in" }
local room = max(urban_saturation - urbanization_rate, 0) / (urban_saturation - at_start(urbanization_rate))
transfer_rate = flow "1/a" { transfer_base * room * (income_gap / at_start(income_gap))^gap_elasticity * (1 + hukou_effect * hukou_reform), label = "转移率" }
local risk  = schedule / sum(age, schedule * sum(sex, people[area.rural])) * sum(sex, age, people[area.rural])
local moves = min(transfer_rate * risk, 0.5 / period) * people[area.rural]
transfers = flow("人/a", area, sex, age) { by(area) { urban = moves, rural = -moves } }
urban_transfer = flow "万人/a" { sum(sex, age, transfers[area.urban]), label = "农村转移人口" }
