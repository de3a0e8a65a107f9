-- Births: total fertility reverts from its last observed value to a long-run level; support and childcare places raise it.
fertility_shares     = need("%", fertility_group) { label = {zh = "生育年龄模式", en = "Age pattern of fertility"} }
total_fertility_last = need "1"   { label = {zh = "起始年总和生育率", en = "Total fertility of the start year"} }
fertility_long_run   = need "1"   { label = {zh = "总和生育率长期水平", en = "Long-run total fertility"} }
fertility_persistence = need "1"  { label = {zh = "总和生育率的持续性", en = "Persistence of total fertility"} }
fertility_volatility = need "%"   { label = {zh = "生育率冲击标准差", en = "Standard deviation of the yearly fertility shock"} }
fertility_shock      = shock "%"  { sd = fertility_volatility, rho = fertility_persistence, label = {zh = "生育率冲击", en = "Fertility shock"} }
childbearing_delay   = need "岁/a" { label = {zh = "平均生育年龄推迟速度", en = "Yearly rise of the mean age at childbearing"} }
delay_ends           = parameter "岁" { 4, range = {3, 4.9}, label = {zh = "生育推迟的上限", en = "Rise of the mean age at which delay ends"},
  source = "mean ages above 33 are unknown in large populations; with it the pattern follows WPP 2024 to 2035 within 0.2 years" }
sex_ratio            = need "1"   { label = {zh = "出生性别比", en = "Sex ratio at birth"} }
rural_fertility      = parameter "1" { truncated_normal(1.28, 0.08, 1.04, 1.52), range = {1, 1.6},
  label = {zh = "农村与城镇生育率之比", en = "Rural over urban fertility"},
  source = "2020 census of China: cities 1.12, towns 1.40, villages 1.54 (recalled, unverified)" }

fertility_support = lever "1" { path {[2020] = 0}, range = {0, 1}, label = {zh = "生育支持力度", en = "Support for childbearing"}, chapter = "第四十二章",
  note = "0: as in the start year; 1: leave, cash and housing support at the level of the Nordic countries" }
support_effect    = parameter "1" { truncated_normal(0.15, 0.06, 0, 0.30), range = {0, 0.4},
  label = {zh = "全力支持对总和生育率的提升", en = "Children per woman at full support"},
  source = "Sobotka, Matysiak & Brzozowska 2019 (UNFPA): 0.1 to 0.2 children per woman" }
childcare_places  = lever "人/千人" { range = {0.3, 8}, label = {zh = "每千人口3岁以下婴幼儿托位数", en = "Childcare places per 1000 persons"}, chapter = "专栏2 第15项" }
childcare_effect  = parameter "1" { truncated_normal(0.28, 0.10, 0, 0.56), range = {0, 0.6},
  label = {zh = "托位覆盖率的生育半弹性", en = "Semi-elasticity of births to childcare coverage"},
  source = "Bauernschuster, Hener & Rainer 2016: 10 points of coverage raise births by 2.8 %" }

childcare_coverage = level "%" { min(childcare_places * population / sum(age(0, 2), sum(area, residents)), 1),
  label = {zh = "3岁以下托位覆盖率", en = "Childcare coverage under age 3"} }
fertility_trend = flow "1" { fertility_long_run + fertility_persistence * (previous(fertility_trend) - fertility_long_run),
  start = total_fertility_last,
  label = {zh = "总和生育率趋势", en = "Total fertility without new support"} }
local served = 1 + childcare_effect * (childcare_coverage - at_start(childcare_coverage))
local helped = support_effect * (fertility_support - at_start(fertility_support))
total_fertility = flow "1" { (fertility_trend * served + helped) * exp(fertility_shock),
  start = total_fertility_last, label = {zh = "总和生育率", en = "Total fertility rate"}, iamc = "Fertility Rate" }

-- The age pattern moves up the ages without changing shape: a hat between whole-year shifts keeps the mean exact.
childbearing_shift = flow "1" { delay_ends / period * (1 - exp(-childbearing_delay * (year - start_year) * period / delay_ends)),
  label = {zh = "生育模式推移(岁)", en = "Shift of the age pattern (years)"} }
local shape = spread(fertility_shares, fertility_group, age) / sum(fertility_group, fertility_shares)
local function moved(n) return max(1 - abs(childbearing_shift - n), 0) * shift(shape, age, n) end
fertility_pattern = flow("1", age) { moved(0) + moved(1) + moved(2) + moved(3) + moved(4),
  label = {zh = "生育年龄分布", en = "Age distribution of fertility"} }
mean_age_childbearing = flow "岁" { sum(age, fertility_pattern * (age + 0.5)) / sum(age, fertility_pattern) * period,
  label = {zh = "平均生育年龄", en = "Mean age at childbearing"} }

-- Women exposed are the mean of those who begin the year at an age and those who reach it, half of their sum.
local women   = people[sex.female]
local exposed = women + advance(women * survival[sex.female], age)
local at_risk = sum(age(15, 54), exposed * (0.5 * fertility_pattern))                          -- the pattern is zero before and after
local relative = by(area) { urban = 1, rural = rural_fertility }
local level_of = relative * sum(area, at_risk) / sum(area, at_risk * relative)                 -- the mean over areas is total_fertility
births_by_area = flow("人/a", area, sex) { at_risk * level_of * total_fertility / period * by(sex) { female = 1, male = sex_ratio } / (1 + sex_ratio),
  label = {zh = "分城乡分性别出生人口", en = "Births by area and sex"} }
births = flow "万人/a" { sum(area, sex, births_by_area), label = {zh = "出生人口", en = "Births"}, iamc = "Population|Births" }
