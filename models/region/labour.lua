-- Labour: persons by age and sex at work, and what they learnt, carried by birth cohort.
employment_start = need "万人" { label = {zh = "起始年就业人员", en = "Employment of the start year"} }
unemployment     = lever "%" { range = {2, 10}, label = {zh = "城镇调查失业率", en = "Surveyed urban unemployment"}, chapter = "第三十七章" }
retirement_delay = lever "岁" { range = {0, 6}, label = {zh = "法定退休年龄延迟", en = "Delay of statutory retirement"}, chapter = "第四十二章" }
retirement_response = parameter "1" { truncated_normal(0.5, 0.15, 0.1, 0.9), range = {0, 1},
  label = {zh = "延迟退休的实际响应", en = "Years worked longer per year of statutory delay"},
  source = "Mastrobuoni 2009: about half of the statutory shift" }

-- Participation by sex and age; only its shape matters, the level is scaled to the start year's employment and then drifts.
participation_drift = need "%/a" { label = {zh = "劳动参与率年变化(年龄结构之外)", en = "Yearly drift of participation at given ages"} }
local worked_age = age - retirement_response * retirement_delay / period * min((age - 45) / 10, 1)
local function at_work(young, old) return where(within(age, 46, 86), lookup(worked_age, old), lookup(age, young)) end   -- before 45 nobody retires, from 87 on nobody works
participation = level("1", sex, age) { by(sex) {
    female = at_work({[15] = 0, [16] = 0.08, [20] = 0.40, [25] = 0.78, [30] = 0.81, [45] = 0.79, [46] = 0},
                     {[45] = 0.79, [50] = 0.64, [55] = 0.50, [60] = 0.36, [65] = 0.24, [70] = 0.12, [75] = 0.06, [80] = 0}),
    male   = at_work({[15] = 0, [16] = 0.10, [20] = 0.48, [25] = 0.90, [30] = 0.95, [45] = 0.94, [46] = 0},
                     {[45] = 0.94, [50] = 0.90, [55] = 0.80, [60] = 0.55, [65] = 0.37, [70] = 0.20, [75] = 0.10, [80] = 0}) },
  label = {zh = "劳动参与率(形状)", en = "Participation by sex and age (shape)"},
  source = "shape of China about 2020, after ILOSTAT and the 2020 census; recalled, unverified" }
able          = level "万人" { sum(sex, age(16, 86), sum(area, people) * participation), label = {zh = "按形状计的劳动力", en = "Labour force before scaling"} }
labour_force  = level "万人" { employment_start / (1 - at_start(unemployment) * at_start(urbanization_rate)) * index(able) * compound(participation_drift),
  label = {zh = "劳动力", en = "Labour force"}, iamc = "Labor Force" }
employment    = level "万人" { labour_force * (1 - unemployment * urbanization_rate), label = {zh = "就业人员", en = "Employment"}, iamc = "Employment" }
working_age   = level "万人" { sum(age(16, 59), sum(area, residents)), label = {zh = "16-59岁劳动年龄人口", en = "Population aged 16-59"} }

-- Schooling: years by year of birth, no more than age allows; the mean moves as cohorts replace each other.
schooling_start  = need "岁" { label = {zh = "起始年平均受教育年限", en = "Mean years of schooling of the start year"} }
schooling_effort = lever "岁" { path {[2020] = 0}, range = {-1, 2},
  label = {zh = "新增劳动力受教育年限提升", en = "Further schooling of those who enter work"}, chapter = "第三十八章" }
schooling_return = parameter "1/岁" { truncated_normal(0.08, 0.015, 0.04, 0.12), range = {0.03, 0.13},
  label = {zh = "教育回报率", en = "Return to a year of schooling"},
  source = "Psacharopoulos & Patrinos 2018, world mean 8 to 9 % a year" }
local learnt  = lookup(year - age, {[1940] = 4.5, [1950] = 5.8, [1955] = 6.5, [1965] = 8.4, [1975] = 9.7, [1985] = 11.3, [1995] = 12.7, [2005] = 13.3, [2015] = 13.6, smooth = true})
local taught  = min(learnt, max(age - 6, 0)) + schooling_effort / period * within(age, 18, 30)
schooling_cohorts = level "岁" { sum(age(16, 59), sum(area, residents) * taught) / sum(age(16, 59), sum(area, residents)) * as "岁" (1),
  label = {zh = "按队列计的受教育年限", en = "Schooling by cohorts before fitting"},
  source = "profile by year of birth: expansion of lower secondary schooling (1986) and of universities (1999); an assumption shifted to the published mean" }
schooling     = level "岁" { schooling_start + (schooling_cohorts - at_start(schooling_cohorts)),
  label = {zh = "劳动年龄人口平均受教育年限", en = "Mean years of schooling, ages 16-59"} }
labour        = level "万人" { employment * exp(schooling_return * (schooling - schooling_start)),
  label = {zh = "有效劳动", en = "Employment times human capital"} }
