-- Sweden, women and the men they would have, 1993 to 1998: one five-year step with migration.
-- S. H. Preston, P. Heuveline, M. Guillot, Demography (2001), boxes 6.1 and 6.2. Half of the migrants come at the start of the step, half at its end.
local origin = "Preston et al. 2001, box 6.2"
sex = axis {"female", "male"}
age = axis {"0_4", "5_9", "10_14", "15_19", "20_24", "25_29", "30_34", "35_39", "40_44", "45_49", "50_54", "55_59",
  "60_64", "65_69", "70_74", "75_79", "80_84", "85plus"}

women_1993   = parameter("人", age)   { data {"data/sweden.csv", "women.age_{age}", year = 1993} }
lived        = parameter("人·a", age) { data {"data/sweden.csv", "lived.age_{age}", year = 1993},
  note = "person-years lived in each age group by the newborns" }
newborns     = parameter "人"         { 100000, source = origin }
net_migrants = parameter("人", age)   { data {"data/sweden.csv", "net_migrants.age_{age}", year = 1993}, note = "over the five years" }
fertility    = parameter("1/a", age)  { data {"data/sweden.csv", "fertility.age_{age}", year = 1993} }
sex_ratio    = parameter "1"          { 1.05, label = "出生性别比", source = origin }

-- From each age group into the next; the last two both go to the open one.
local last_two = by(age) { ["80_84"] = 1, ["85plus"] = 1, others = 0 }
local into_open = lived[age["85plus"]] / (lived[age["80_84"]] + lived[age["85plus"]])
survival = parameter("1", age) { where(last_two, into_open, shift(lived, age, -1) / lived), source = origin }
newborn_survival = parameter "1" { lived[age["0_4"]] / (newborns * period), source = origin }

-- The men have the women's numbers and life table; only their births differ.
local present = people + net_migrants / 2
local survivors = advance(present * survival, age) + net_migrants / 2
people = stock("人", sex, age) { initial = women_1993 * by(sex) { others = 1 },
  next = survivors + place(births_by_sex * newborn_survival, age["0_4"]), label = "人口" }

births_by_age = flow("人", age) { fertility * period * (present[sex.female] + survivors[sex.female]) / 2, label = "按母亲年龄的出生" }
births_by_sex = flow("人", sex) { sum(age, births_by_age) * by(sex) { female = 1, male = sex_ratio } / (1 + sex_ratio) }
births        = flow "人" { sum(age, births_by_age), label = "五年出生", note = "of the five years" }
population    = level "人" { sum(sex, age, people), label = "人口" }

return model "sweden" {
  title = {zh = "瑞典1993-1998", en = "Sweden 1993-1998"}, calendar = true, start = 1993, horizon = 1998, step = 5, time = "a",
  show = {{title = {zh = "人口", en = "People"}, "population", "births"}},
}
