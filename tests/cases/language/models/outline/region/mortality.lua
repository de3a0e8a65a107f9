-- models/region/mortality.lua : a standard table moved by a Brass logit (slope 1) until it lives as long as the lever says
age_abridged = axis {"0","1","5","10","15","20","25","30","35","40","45","50","55","60","65","70","75","80","85","90","95","100plus",
  at = {0.5, 3, 7.5, 12.5, 17.5, 22.5, 27.5, 32.5, 37.5, 42.5, 47.5, 52.5, 57.5, 62.5, 67.5, 72.5, 77.5, 82.5, 87.5, 92.5, 97.5, 101.5}}
standard_mortality  = need("1/a", sex, age_abridged) { label = "标准死亡率" }
life_expectancy     = lever "岁" { range = {76, 86}, label = "人均预期寿命", chapter = "第五十章" }
life_expectancy_gap = need "岁" { label = "女男预期寿命差" }
infant_separation   = parameter "1" { 0.10, source = "Andreev & Kingkade 2015, low mortality" }

local m = exp(interpolate(log(standard_mortality * period), age_abridged, age))          -- log-linear between ages
local q = where(less(age, 1), m / (1 + (1 - infant_separation) * m), m / (1 + 0.5 * m))
local l = exp(shift(accumulate(log(1 - q), age), age, 1))                              -- l(0) = 1
local odds = (1 - l) / l

mortality_level = solve("1", sex) { between = {-2, 2}, zero = (sum(age, lived) - expected) / period }
expected  = flow("岁", sex) { life_expectancy + life_expectancy_gap * by(sex) { female = sex_ratio, male = -1 } / (1 + sex_ratio) }
survivors = flow("1", sex, age) { 1 / (1 + odds * exp(2 * mortality_level)) }
local survivors_next = shift(survivors, age, -1)
lived = flow("岁", sex, age) { where(less(age, 100),
    (survivors_next + (survivors - survivors_next) * where(less(age, 1), infant_separation, 0.5)) * period,
    survivors * period / m) }                                                             -- the open age lives 1/m more
local left = accumulate(lived, age, "down")                                            -- T(x)
survival = flow("1", sex, age) { where(less(age, 99), shift(lived, age, -1) / lived, left[age[100]] / left[age[99]]) }
newborn_survival = flow("1", sex) { lived[age[0]] / period }
life_expectancy_read = flow "岁" { (sum(age, lived[sex.female]) + sex_ratio * sum(age, lived[sex.male])) / (1 + sex_ratio), label = "人均预期寿命" }
check "寿命表" { life_expectancy_read, equals = life_expectancy }
