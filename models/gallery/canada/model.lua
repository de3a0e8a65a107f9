-- Canada 1950 to 1955 in single years of age and two sexes: the step of the regional model.
-- United Nations Population Division, example of WPP 2019. A row of data carries the year in which its twelve months end.
sex = axis {"female", "male"}
age = axis {from = 0, to = 100, open = true}

people_1950   = parameter("人", sex, age) { data {"data/canada.csv", "people.{sex}.age_{age}", year = 1950} }
survival_into = series("1", sex, age)   { data {"data/canada.csv", "survival_into.{sex}.age_{age}", hold = true},
  note = "into this age; at 0 from birth, at 100 from 99 and over" }
net_migration = series("人/a", sex, age) { data {"data/canada.csv", "net_migration.{sex}.age_{age}", hold = true} }
mother_age    = axis {from = 10, to = 54}
fertility     = series("1/a", mother_age) { data {"data/canada.csv", "fertility.age_{mother_age}", hold = true} }
sex_ratio     = series "1" { data {"data/canada.csv", "sex_ratio", hold = true} }

local survival = where(within(age, 100, 100), survival_into, shift(survival_into, age, -1))
local survivors = advance(people * survival, age)
people = stock("人", sex, age) { initial = people_1950,
  next = max(survivors + place(births_by_sex * newborn_survival * period, age[0]) + net_migration * period, as "人" (0.0005)), label = "人口" }

newborn_survival = flow("1", sex) { survival_into[age[0]] }
local women = 0.5 * (people[sex.female] + survivors[sex.female])
births_by_sex = flow("人/a", sex) { sum(age, women * spread(fertility, mother_age, age)) * by(sex) { female = 1, male = sex_ratio } / (1 + sex_ratio), label = "出生" }
deaths     = flow "人/a" { sum(sex, age, people - people * survival) / period + sum(sex, births_by_sex * (1 - newborn_survival)), label = "死亡" }
-- Years lived at each age by one newborn: the chain of survivals; at 100 and over what is left of it, for good.
local chain = exp(accumulate(log(survival_into), age))
local lived = where(within(age, 100, 100), chain / (1 - survival_into), chain)
life_expectancy = flow("a", sex) { sum(age, lived) * period, label = "预期寿命" }
population = level "人" { sum(sex, age, people), label = "人口" }
population_by_sex = level("人", sex) { sum(age, people), label = "分性别人口" }

return model "canada" {
  title = {zh = "加拿大1950-1955", en = "Canada 1950-1955"}, calendar = true, start = 1950, horizon = 1955, step = 1, time = "a",
  show = {{title = {zh = "人口", en = "People"}, "population", "births_by_sex", "deaths"}},
}
