-- models/region/population.lua : persons by area, sex and single age (cohort component)
area = axis {"urban", "rural"}
sex  = axis {"female", "male"}
age  = axis {from = 0, to = 100, open = true}                 -- 100 is "100 and over"
age_group = axis {"0", "1_4", "5_9", "10_14", "15_19", "20_24", "25_29", "30_34", "35_39", "40_44",
                  "45_49", "50_54", "55_59", "60_64", "65_69", "70_74", "75_79", "80_84", "85plus"}

census             = need("人", sex, age_group) { label = "普查人口" }
population_start   = need "万人" { label = "年末常住人口" }
urbanization_start = need "%"    { label = "普查城镇化率" }
urban_age_slope    = parameter "1" { -0.022, range = {-0.035, -0.010}, source = "stand-in: no age by area is published" }

-- The start: census ages spread to single years, scaled from 1 November to the year's end, split by a logit on age.
local persons = spread(census, age_group, age) * population_start / sum(sex, age_group, census)
urban_logit   = solve "1" { between = {-5, 9}, zero = sum(sex, age, persons * logistic(urban_logit + urban_age_slope * age)) / population_start - urbanization_start }
local urban   = logistic(urban_logit + urban_age_slope * age)

people = stock("人", area, sex, age) {
  initial = persons * by(area) { urban = urban, rural = 1 - urban },
  next    = advance(people * survival, age) + place(births_by_sex * newborn_survival * period, age[0]) + (arrivals + transfers) * period,
  label   = "常住人口" }

-- Births: women exposed are the mean of those who start the year at an age and those who reach it.
total_fertility  = lever "1" { range = {0.6, 2.1}, label = "总和生育率", chapter = "第五十一章" }
fertility_group  = axis {"10_14", "15_19", "20_24", "25_29", "30_34", "35_39", "40_44", "45_49", "50_54"}
fertility_shares = need("%", fertility_group) { label = "生育年龄模式" }
sex_ratio        = need "1" { label = "出生性别比" }
local women = people[sex.female]
local exposed = 0.5 * (women + advance(women * survival[sex.female], age))
local rates = total_fertility * spread(fertility_shares, fertility_group, age) / sum(fertility_group, fertility_shares) / period
births_by_sex = flow("人/a", area, sex) { sum(age, exposed * rates) * by(sex) { female = 1 / (1 + sex_ratio), male = sex_ratio / (1 + sex_ratio) }, label = "出生" }

-- Shown
population   = level "万人" { sum(area, sex, age, people), label = "常住人口", iamc = "Population" }
urban_population = level "万人" { sum(sex, age, people[area.urban]), label = "城镇常住人口" }
rural_population = level "万人" { sum(sex, age, people[area.rural]), label = "乡村常住人口" }
urbanization_rate = level "%" { urban_population / population, label = "常住人口城镇化率" }
births       = flow "万人/a" { sum(area, sex, births_by_sex), label = "出生人口" }
deaths       = flow "万人/a" { sum(area, sex, age, people * (1 - survival)) / period + sum(area, sex, births_by_sex * (1 - newborn_survival)), label = "死亡人口" }
local everyone = sum(area, sex, people)
share_0_14    = level "%" { sum(age(0, 14), everyone)   / population, label = "0-14岁占比" }
share_15_59   = level "%" { sum(age(15, 59), everyone)  / population, label = "15-59岁占比" }
share_60_plus = level "%" { sum(age(60, 100), everyone) / population, label = "60岁及以上占比" }
share_65_plus = level "%" { sum(age(65, 100), everyone) / population, label = "65岁及以上占比" }

check "人口守恒" { closing(population) - population, equals = (births - deaths + net_migration) * period }
check "城乡之和" { sum(area, transfers), equals = 0, within = as "人/a" (1e-6) }
