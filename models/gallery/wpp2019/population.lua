-- population.lua : a country in five-year groups and two sexes, five years at a time, from the inputs that the United Nations publish.
-- World Population Prospects 2019, medium variant. A row of data carries the year in which its five years end (2025 for 2020-2025).
sex = axis {"female", "male"}
age = axis {"0_4", "5_9", "10_14", "15_19", "20_24", "25_29", "30_34", "35_39", "40_44", "45_49", "50_54",
  "55_59", "60_64", "65_69", "70_74", "75_79", "80_84", "85_89", "90_94", "95_99", "100plus",
  at = {2.5, 7.5, 12.5, 17.5, 22.5, 27.5, 32.5, 37.5, 42.5, 47.5, 52.5, 57.5, 62.5, 67.5, 72.5, 77.5, 82.5, 87.5, 92.5, 97.5, 102.5}}
abridged   = axis {"0", "1_4", "5_9", "10_14", "15_19", "20_24", "25_29", "30_34", "35_39", "40_44", "45_49", "50_54",
  "55_59", "60_64", "65_69", "70_74", "75_79", "80_84", "85_89", "90_94", "95_99", "100plus"}
mother_age = axis {"15_19", "20_24", "25_29", "30_34", "35_39", "40_44", "45_49"}

people_start    = need("千人", sex, age)      { label = "2020年年中人口" }
death_rate      = need("1/a", sex, abridged)  { label = "死亡率" }
total_fertility = need "1"                    { label = "总和生育率" }
fertility_share = need("%", mother_age)       { label = "生育年龄模式" }
sex_ratio       = need "1"                    { label = "出生性别比" }
net_migration   = need "千人"                 { label = "净迁移", note = "over the five years" }

-- Migrants have no published ages: the standard schedule of A. Rogers, L. J. Castro (1981), children and labour, without
-- its constant, at mid-ages; half of each sex.
local children = 0.02 * exp(-0.10 * age)
local labour   = 0.06 * exp(-0.10 * (age - 20) - exp(-0.40 * (age - 20)))
schedule = parameter("1", age) { (children + labour) / sum(age, children + labour) }
migrants = flow("千人", sex, age) { net_migration * schedule * by(sex) { others = 0.5 } }

-- Survival from each group into the next; the last two both go to the open one.
lived = flow("a", sex, age) { gather(person_years, abridged, age) }
local ones = by(age) { others = 1 }
local last_two = 2 - shift(ones, age, -1) - shift(ones, age, -2)
local into_open = lived[age["100plus"]] / (lived[age["95_99"]] + lived[age["100plus"]])
survival = flow("1", sex, age) { where(last_two, into_open, shift(lived, age, -1) / lived) }
newborn_survival = flow("1", sex) { lived[age["0_4"]] / period }

-- Half of the migrants at the start of the step, half at its end.
local present = people + migrants / 2
local survivors = advance(present * survival, age)
people = stock("千人", sex, age) { initial = people_start,
  next = survivors + migrants / 2 + place(births_by_sex * newborn_survival * period, age["0_4"]), label = "人口" }

local fertility = total_fertility * spread(fertility_share, mother_age, age) / period
births_by_sex = flow("千人/a", sex) { sum(age, fertility * (present[sex.female] + survivors[sex.female]) / 2)
  * by(sex) { female = 1, male = sex_ratio } / (1 + sex_ratio) }
births     = flow "千人/a" { sum(sex, births_by_sex), label = "出生" }
population = level "千人" { sum(sex, age, people), label = "人口" }
share_65_plus = level "%" { sum(sex, age(65, 104), people) / population, label = "65岁及以上占比" }
