-- Burkina Faso, women 1960 to 2005: nine five-year Leslie steps with migration, everything given for each period.
-- Data set and rules of the R package popReconstruct (Wheldon et al.). A row of data carries the year in which its period ends.
local origin = "popReconstruct 1.0-6"
age = axis {"0_4", "5_9", "10_14", "15_19", "20_24", "25_29", "30_34", "35_39", "40_44", "45_49", "50_54", "55_59",
  "60_64", "65_69", "70_74", "75_79", "80plus"}

women_1960       = parameter("人", age) { data {"data/burkina_faso.csv", "women.age_{age}", year = 1960} }
survival         = series("1", age)   { data {"data/burkina_faso.csv", "survival.age_{age}", hold = true},
  note = "from this age group into the next; the last onto itself" }
newborn_survival = series "1"         { data {"data/burkina_faso.csv", "newborn_survival", hold = true} }
fertility        = series("1/a", age) { data {"data/burkina_faso.csv", "fertility.age_{age}", hold = true} }
migration        = series("1", age)   { data {"data/burkina_faso.csv", "migration.age_{age}", hold = true},
  note = "net migrants per woman over the period" }
sex_ratio        = parameter "1" { 1.05, source = origin }

local migrants = migration * women
local present = women + migrants / 2
local survivors = advance(present * survival, age)
women = stock("人", age) { initial = women_1960,
  next = survivors + migrants / 2 + place(births / (1 + sex_ratio) * newborn_survival * period, age["0_4"]), label = "女性人口" }
births = flow "人/a" { sum(age, fertility * (present + survivors) / 2), label = "出生" }
all_women = level "人" { sum(age, women), label = "女性人口总数" }

return model "burkina_faso" {
  title = {zh = "布基纳法索", en = "Burkina Faso"}, calendar = true, start = 1960, horizon = 2005, step = 5, time = "a",
  show = {{title = {zh = "女性", en = "Women"}, "all_women", "births"}},
}
