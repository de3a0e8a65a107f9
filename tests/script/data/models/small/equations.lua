local young = people[area.urban] * within(age, 0, 14)
local rates = fertility / 35
share  = parameter "%" { 50, range = {0, 100}, source = "a guess", estimate = "mean", note = "n", chapter = "第一章" }
census = need("人", sex, age) { label = "普查" }
births = flow("人/a", area, sex, age) { place(young * rates, age[0]), start = 1, label = "出生人口", iamc = "Births" }
deaths = flow "人/a" { sum(area, sex, age(60, 100), people) / as "a" (50) }
fertility  = lever "1" { range = {0.5, 3}, label = "总和生育率" }
price  = lever "元2020/t" { path {[2020] = 0, [2030] = 100, hold = true} }
logit  = solve "1" { zero = logit - 1, between = {-5, 9} }
jolt   = shock "%" { sd = 1.5, rho = 0.3 }
known  = level "人" { sum(area, sex, age, people), tolerance = 0.01 }
check "人口不为负" { known, at_least = 0, within = as "人" (1) }
doubled = outcome "1" { at(known, 2035) / at(known, 2020) }
goal   = target "人" { at(known, 2035), at_least = 3200, year = 2035, kind = "约束性", place = "专栏2" }
