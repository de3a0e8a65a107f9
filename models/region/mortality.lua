-- A standard life table moved by a Brass logit (slope 1) until it lives as long as the lever says, for each sex.
standard_mortality  = need("1/a", sex, age_abridged) { label = {zh = "标准死亡率", en = "Standard death rates"} }
life_expectancy     = lever "岁" { range = {74, 88}, label = {zh = "人均预期寿命目标路径", en = "Life expectancy path"}, chapter = "第四十一章" }
life_expectancy_gap = need "岁" { label = {zh = "女男预期寿命差", en = "Female less male life expectancy"} }
longevity_drift     = parameter "岁/a" { normal(0, 0.04), range = {-0.2, 0.2},
  label = {zh = "预期寿命路径的年偏差", en = "Yearly drift from the life expectancy path"},
  source = "about half the width of the WPP 2024 probabilistic band for China, 15 years ahead (recalled, unverified)" }
infant_separation   = parameter "1" { 0.10, range = {0.05, 0.3}, label = {zh = "婴儿死亡的平均生存年数", en = "Mean years lived by those who die as infants"},
  source = "Andreev & Kingkade 2015, low infant mortality" }

-- Death rates by single age: log-linear between the middles of the published groups.
standard_rate = parameter("1/a", sex, age) { exp(interpolate(log(standard_mortality * period), age_abridged, age)) / period,
  label = {zh = "单岁标准死亡率", en = "Standard death rates by single age"}, source = "computed: log-linear between the groups of the standard table" }
local m = standard_rate * period
local q = where(less(age, 1), m / (1 + (1 - infant_separation) * m), m / (1 + 0.5 * m))
local l = exp(shift(accumulate(log(1 - q), age), age, 1))           -- survivors to exact age, l(0) = 1
local odds = (1 - l) / l

-- Years lived as a sum over survivors: those who die live a share of their year, the last age lives on at its death rate.
local share  = where(less(age, 1), infant_separation, 0.5)
local weight = where(less(age, 100), share, 1 / m) + shift(where(less(age, 100), 1 - share, 0), age, 1)
mortality_level = solve("1", sex) { between = {-3, 3}, zero = sum(age, weight * survivors) - expected / period, within = 1e-9,
  label = {zh = "死亡水平(布拉斯罗吉特)", en = "Mortality level (Brass logit)"} }
local function of_each_sex(both) return both + life_expectancy_gap * by(sex) { female = sex_ratio, male = -1 } / (1 + sex_ratio) end
expected  = flow("岁", sex) { of_each_sex(life_expectancy + longevity_drift * (year - start_year) * period), start = of_each_sex(at_start(life_expectancy)),
  label = {zh = "分性别预期寿命", en = "Life expectancy by sex"} }
survivors = flow("1", sex, age) { 1 / (1 + odds * exp(2 * mortality_level)), label = {zh = "尚存概率", en = "Survivors to exact age"} }
local survivors_next = shift(survivors, age, -1)
lived     = flow("岁", sex, age) { where(less(age, 100),
    where(less(age, 1), survivors_next + infant_separation * (survivors - survivors_next), 0.5 * (survivors + survivors_next)) * period,
    survivors * period / m),                                          -- where few are left a Brass logit leaves the hazard as it was
  label = {zh = "生存人年", en = "Years lived in the age"} }
local left = accumulate(lived, age, "down")                          -- years still to live, T(x)
survival  = flow("1", sex, age) { where(less(age, 99), shift(lived, age, -1) / lived, left[age[100]] / left[age[99]]),
  label = {zh = "年存活率", en = "Survival to the next year's age"} }
newborn_survival = flow("1", sex) { lived[age[0]] / period, label = {zh = "新生儿存活率", en = "Survival from birth to the year's end"} }

life_expectancy_read = flow "岁" { (sum(age, lived[sex.female]) + sex_ratio * sum(age, lived[sex.male])) / (1 + sex_ratio),
  label = {zh = "人均预期寿命", en = "Life expectancy at birth"}, iamc = "Population|Life Expectancy" }
check "寿命表与预期寿命路径一致" { life_expectancy_read, equals = life_expectancy + longevity_drift * (year - start_year) * period }
