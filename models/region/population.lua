-- Persons by area, sex and single age: multi-state cohort component.
census             = need("人", sex, age_group) { label = {zh = "普查分年龄性别人口", en = "Census population by sex and age"} }
population_start   = need "万人" { label = {zh = "起始年末常住人口", en = "Resident population at the end of the start year"} }
urbanization_start = need "%"    { label = {zh = "起始年城镇化率", en = "Urbanization rate of the start year"} }
old_age_growth     = need "1/a"  { label = {zh = "85岁及以上人口历史增长率", en = "Past growth of the population of 85 and over"} }
famine_depth       = need "1"    { label = {zh = "1959-1961年出生队列塌陷深度", en = "Depth of the birth cohorts of 1958-1965"},
  note = "exponent on the crude birth rate of China by year of birth, relative to its trend (NBS; recalled)" }
urban_age_slope    = parameter "1" { truncated_normal(-0.022, 0.005, -0.034, -0.010), range = {-0.035, -0.010},
  label = {zh = "城镇化随年龄变化的斜率", en = "Slope of the urban logit on age"},
  source = "assumption: no age by area is published; 2020 census of China: rural 60+ share 23.8 %, urban 15.8 % (recalled, unverified), which such a slope gives" }

-- The start: groups spread to single years with their totals kept, uneven where cohorts were; beyond 85 as a population that
-- grows at its past rate. Without the famine cohorts those who turn 60 and 65 in 2021-2023 are wrong by a quarter.
local beyond  = within(age, 85, 100)
local old     = beyond * exp(-old_age_growth * period * (age - 85) - shift(accumulate(standard_rate * period * beyond, age), age, 1))
local smooth_ages = spread(census, age_group, age)
local famine  = lookup(start_year - age, {[1956] = 1, [1957] = 1, [1958] = 0.86, [1959] = 0.73, [1960] = 0.61, [1961] = 0.53, [1962] = 1.09, [1963] = 1.28, [1964] = 1.15, [1965] = 1.11, [1966] = 1.03, [1968] = 1}) ^ famine_depth
local waved   = smooth_ages * within(age, 0, 4)
for a = 5, 80, 5 do                                                                  -- within each group by size of the birth cohorts, total kept
  waved = waved + within(age, a, a + 4) * smooth_ages * famine * sum(age(a, a + 4), smooth_ages) / sum(age(a, a + 4), smooth_ages * famine)
end
local counted = waved + census[age_group["85plus"]] * old / sum(age, old)
local persons = counted * population_start / sum(sex, age_group, census)            -- from the census day to the year's end
local rural_odds = exp(-urban_age_slope * age)                                       -- rural over urban by age, relative to age 0
urban_logit   = solve "1" { between = {-6, 10}, within = 1e-13, zero = sum(age, sum(sex, persons) / (1 + rural_odds * exp(-urban_logit))) / population_start - urbanization_start,
  label = {zh = "城镇化年龄逻辑斯蒂截距", en = "Intercept of the urban logit on age"} }
local urban   = 1 / (1 + rural_odds * exp(-urban_logit))                             -- logit u(x) = urban_logit + slope x

local newborn = births_by_area * newborn_survival * period
people = stock("人", area, sex, age) {
  initial = persons * by(area) { urban = urban, rural = 1 - urban },
  next    = where(less(age, 1), newborn, advance(people * survival, age) * (1 - departure_share)) + arrivals * period + transfers * period,
  label   = {zh = "分城乡性别年龄人口", en = "Population by area, sex and age"} }

-- Deaths: the model's, which close the account, and what is registered.
deaths_of_residents = flow("人/a", area, age) { (residents - sum(sex, people * survival)) / period,
  label = {zh = "分年龄死亡人口", en = "Deaths by area and age at the start of the year"} }
deaths_of_newborn   = flow("人/a", area, sex) { births_by_area * (1 - newborn_survival),
  label = {zh = "当年新生儿死亡", en = "Deaths of the year's newborn"} }
registration = need "1" { label = {zh = "死亡登记完整率", en = "Completeness of death registration"} }
deaths_last  = need "万人/a" { label = {zh = "起始年死亡人口(登记)", en = "Registered deaths of the start year"} }
deaths = flow "万人/a" { sum(area, age, deaths_of_residents) + sum(area, sex, deaths_of_newborn), start = deaths_last / at_start(registration),
  label = {zh = "死亡人口", en = "Deaths"}, iamc = "Population|Deaths" }
deaths_registered = flow "万人/a" { deaths * registration, label = {zh = "登记死亡人口", en = "Registered deaths"} }
net_migration_registered = flow "万人/a" { (closing(population) - population) / period - (births - deaths_registered),
  label = {zh = "机械增长(按登记死亡)", en = "Net migration by the registered account"} }
natural_growth    = flow "万人/a" { births - deaths, label = {zh = "自然增长", en = "Natural growth"} }

-- Shown.
population       = level "万人" { urban_population + rural_population, label = {zh = "常住人口", en = "Resident population"}, iamc = "Population" }
residents        = level("人", area, age) { sum(sex, people), label = {zh = "分城乡年龄人口", en = "Population by area and age"} }
urban_population = level "万人" { sum(age, residents[area.urban]), label = {zh = "城镇常住人口", en = "Urban population"}, iamc = "Population|Urban" }
rural_population = level "万人" { sum(age, residents[area.rural]), label = {zh = "乡村常住人口", en = "Rural population"}, iamc = "Population|Rural" }
mean_population = flow "万人" { average(population), label = {zh = "年平均人口", en = "Mean population of the year"} }
population_growth = flow "%/a" { (closing(population) - population) / population / period,
  start = (at_start(population) / before(population, 1) - 1) / period, label = {zh = "人口增长率", en = "Population growth"} }
pyramid       = level("万人", sex, age) { sum(area, people), label = {zh = "人口金字塔", en = "Population by sex and age"} }
local everyone = sum(area, residents)
share_0_14    = level "%" { sum(age(0, 14), everyone) / population,   label = {zh = "0-14岁人口占比", en = "Share of ages 0-14"} }
share_15_59   = level "%" { sum(age(15, 59), everyone) / population,  label = {zh = "15-59岁人口占比", en = "Share of ages 15-59"} }
share_60_plus = level "%" { sum(age(60, 100), everyone) / population, label = {zh = "60岁及以上人口占比", en = "Share of ages 60 and over"} }
share_65_plus = level "%" { sum(age(65, 100), everyone) / population, label = {zh = "65岁及以上人口占比", en = "Share of ages 65 and over"} }
old_dependency   = level "%" { sum(age(65, 100), everyone) / sum(age(15, 64), everyone), label = {zh = "老年抚养比", en = "Old-age dependency ratio"} }
child_dependency = level "%" { sum(age(0, 14), everyone) / sum(age(15, 64), everyone),   label = {zh = "少儿抚养比", en = "Child dependency ratio"} }
dependency       = level "%" { old_dependency + child_dependency, label = {zh = "总抚养比", en = "Total dependency ratio"} }

-- Median age: whole years lived by less than half, and the part of the year in which half is reached.
local below = accumulate(everyone, age)
local half  = 0.5 * population
median_age  = level "岁" { sum(age, clamp((half - shift(below, age, 1)) / max(everyone, as "人" (1e-9)), 0, 1)) * as "岁" (1),
  label = {zh = "年龄中位数", en = "Median age"} }

-- Persons are conserved: in total, in town and country, and in each of them at every age, with every flow named.
check "人口守恒" { closing(population) - population, equals = (births - deaths + net_migration) * period, within = as "人" (1e-3) }
local born    = sum(sex, births_by_area - deaths_of_newborn)
local moved   = sum(sex, arrivals) - departures + by(area) { urban = sum(sex, leavers), rural = -sum(sex, leavers) }
check "城镇人口守恒" { closing(urban_population) - urban_population, within = as "人" (1e-3),
  equals = (born[area.urban] - sum(age, deaths_of_residents[area.urban]) + sum(age, moved[area.urban])) * period }
check "乡村人口守恒" { closing(rural_population) - rural_population, within = as "人" (1e-3),
  equals = (born[area.rural] - sum(age, deaths_of_residents[area.rural]) + sum(age, moved[area.rural])) * period }
check "逐龄人口守恒" { closing(residents), within = as "人" (1e-3),
  equals = advance(residents - deaths_of_residents * period, age) + (place(born, age[0]) + moved) * period }
check "年龄占比之和" { share_0_14 + share_15_59 + share_60_plus, equals = 1 }
check "人口不为负" { min(area, sex, age, closing(people)), at_least = 0, within = as "人" (1e-6) }
