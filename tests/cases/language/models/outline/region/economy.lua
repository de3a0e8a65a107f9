-- models/region/economy.lua : normalised Cobb-Douglas, perpetual inventory, TFP from its drivers
sector = axis {"primary", "secondary", "tertiary"}
capital_start    = need "亿元2020"   { label = "资本存量" }
employment_start = need "万人"       { label = "就业人员" }
sector_start     = need("%", sector) { label = "三次产业结构" }
capital_share    = parameter "1" { 0.45, range = {0.35, 0.55}, source = "range for Chinese provinces" }
depreciation     = parameter "%/a" { 9.6, range = {5, 12}, source = "Zhang Jun et al. 2004" }
investment_rate  = lever "%" { range = {30, 60}, label = "资本形成率", chapter = "第十五章" }

-- Output: labour at the year's end, capital at its beginning; both against the same moments of the start year.
capital_before = parameter "亿元2020" { (capital_start - at_start(investment_rate) * at_start(gdp) * period) / (1 - depreciation * period) }
gdp = flow "亿元2020/a" { at_start(gdp) * tfp * (capital / capital_before)^capital_share * (closing(labour) / at_start(labour))^(1 - capital_share),
  label = "地区生产总值(2020年价)", iamc = "GDP|Constant Price" }
gdp_growth     = flow "%" { gdp / previous(gdp) - 1, label = "地区生产总值增长" }
gdp_per_capita = flow "万元2020/a/人" { gdp / average(population), label = "人均地区生产总值" }
investment     = flow "亿元2020/a" { investment_rate * gdp, label = "资本形成总额" }
-- better, once the run stage can walk history: initial = perpetual(investment_history, depreciation)
capital        = stock "亿元2020" { initial = capital_start, rate = investment - depreciation * capital, label = "资本存量" }

-- Labour: persons by age at work, and what they learnt (by year of birth).
unemployment  = lever "%" { range = {2, 9}, label = "城镇调查失业率", chapter = "第二章" }
retire_shift  = lever "岁" { range = {0, 5}, label = "延迟退休" }
local worked  = lookup(age - retire_shift * clamp((age - 45) / 10, 0, 1) / as "岁" (1), {[15]=0, [16]=0.10, [20]=0.45, [25]=0.86, [30]=0.91, [45]=0.90, [50]=0.80, [55]=0.66, [60]=0.45, [65]=0.30, [70]=0.15, [80]=0})
labour_force  = level "万人" { sum(area, sex, age, people * worked), label = "劳动力" }
employment    = level "万人" { employment_start * index(labour_force) * (1 - unemployment) / (1 - at_start(unemployment)), label = "就业人员" }
local learnt  = lookup(year - age, {[1955]=6.5, [1965]=8.6, [1975]=9.9, [1985]=11.6, [1995]=13.0, [2005]=13.9, [2015]=14.6})
local adults  = sum(area, sex, people)
local taught  = sum(age(16, 59), adults * learnt) / sum(age(16, 59), adults)
schooling_raw = level "1" { taught }
schooling     = level "岁" { schooling_base * index(schooling_raw), label = "劳动年龄人口平均受教育年限" }
schooling_base = need "岁" { label = "起始年平均受教育年限" }
schooling_return = parameter "1/岁" { 0.08, range = {0.05, 0.12}, source = "Mincer returns, China" }
labour = level "万人" { employment * exp(schooling_return * (schooling - schooling_base)) }

-- TFP: what moves it
tfp = flow "1" { previous(tfp) * exp(tfp_growth), start = 1, label = "全要素生产率" }
tfp_base     = parameter "%" { 0.9, range = {0, 2}, source = "to be estimated 1997-2020" }
rd_elasticity      = parameter "1" { 0.06, range = {0.02, 0.12}, source = "Hall, Mairesse & Mohnen 2010" }
digital_elasticity = parameter "1" { 0.10, range = {0, 0.25}, source = "stand-in" }
urban_elasticity   = parameter "1" { 0.20, range = {0, 0.5}, source = "agglomeration, Combes & Gobillon 2015" }
rd_intensity  = lever "%" { range = {1.5, 5}, label = "研发经费投入强度", chapter = "第四章" }
digital_share = lever "%" { range = {20, 60}, label = "数字经济增加值占比", chapter = "第十八章" }
rd_stock = stock "亿元2020" { initial = at_start(rd_intensity) * at_start(gdp) / (0.10 / period + 0.15 / period), rate = rd_intensity * gdp - 0.15 / period * rd_stock }
tfp_growth = flow "%" { tfp_base + rd_elasticity * (rd_intensity * previous(gdp) / rd_stock - 0.15 / period) * period
  + digital_elasticity * (digital_share - previous(digital_share)) + urban_elasticity * log(closing(urbanization_rate) / urbanization_rate) + output_shock, start = tfp_base, label = "全要素生产率增长" }
output_shock = parameter "%" { path {[2020]=0} }

-- Structure: weights grow with income at their own elasticity; shares are weights over their sum.
structure_elasticity = need("1", sector) { label = "产业结构收入弹性" }
manufacturing_push   = lever "1" { range = {-0.5, 0.5}, label = "制造业支持力度", chapter = "第十二章" }
local weight = sector_start * index(gdp_per_capita)^(structure_elasticity + by(sector) { secondary = manufacturing_push, others = 0 })
value_added = flow("亿元2020/a", sector) { gdp * weight / sum(sector, weight), label = "三次产业增加值" }
check "三次产业之和" { sum(sector, value_added), equals = gdp }
