-- With other regions: two gross flows, each with its own ages. Only the net is observed; see README.md for what that leaves open.
migration_last        = need "‰/a" { label = {zh = "起始年净迁移率", en = "Net migration rate of the start year"} }
migration_mean        = need "‰/a" { label = {zh = "净迁移率长期均值", en = "Long-run net migration rate"} }
migration_persistence = need "1"   { label = {zh = "净迁移率的持续性", en = "Persistence of the net migration rate"} }
migration_volatility  = need "‰/a" { label = {zh = "净迁移率冲击标准差", en = "Standard deviation of the yearly migration shock"} }
gross_departures      = need "‰/a" { label = {zh = "迁出率", en = "Gross out-migration rate"} }
national_income       = need "万元2020/a/人" { label = {zh = "全国人均国内生产总值", en = "National GDP per head"} }
migration_elasticity  = parameter "1" { truncated_normal(0.35, 0.12, 0, 0.70), range = {0, 1},
  label = {zh = "迁移对相对收入的弹性", en = "Elasticity of gross migration to relative income"},
  source = "Poncet 2006, inter-provincial flows; the level is a judgement within 0 to 0.7" }
job_elasticity        = parameter "1" { truncated_normal(1.0, 0.4, 0, 2), range = {0, 2},
  label = {zh = "迁移对就业机会的弹性", en = "Elasticity of gross migration to the employment rate"},
  source = "Harris & Todaro 1970: expected income is income times the chance of work, hence 1" }
arrive_urban          = parameter "1" { truncated_normal(0.88, 0.04, 0.78, 0.98), range = {0.7, 1},
  label = {zh = "迁入人口落脚城镇的比例", en = "Share of arrivals that settle in towns"},
  source = "assumption; 2020 census of China: 88 % of floating persons live in towns (recalled, unverified)" }
rural_departure       = parameter "1" { truncated_normal(1.5, 0.25, 1, 2), range = {0.5, 3},
  label = {zh = "农村与城镇迁出率之比", en = "Rural over urban out-migration rate"},
  source = "assumption: 522.6 of 736.6 万 rural workers who left home work outside the region (2020)" }
migration_shock       = shock "‰/a" { sd = migration_volatility, rho = migration_persistence, label = {zh = "迁移冲击", en = "Migration shock"} }

-- Rogers & Castro 1981: a labour peak, its children, and those who come back in mid-life. Parameters fitted to census survival.
arrival_peak  = need "岁" { label = {zh = "迁入劳动力峰龄参数", en = "Location of the labour peak, arrivals"} }
departure_peak = need "岁" { label = {zh = "迁出劳动力峰龄参数", en = "Location of the labour peak, departures"} }
return_age    = need "岁" { label = {zh = "返乡平均年龄", en = "Mean age of return"} }
return_spread = need "岁" { label = {zh = "返乡年龄标准差", en = "Spread of the age of return"} }
child_part    = need "1"  { label = {zh = "迁入中随迁子女份额", en = "Share of children among arrivals"} }
return_part   = need "1"  { label = {zh = "迁入中返乡份额", en = "Share of returners among arrivals"} }
local x = age + 0.5
local function labour_curve(peak) return exp(-0.10 * (x - peak / period) - exp(-0.40 * (x - peak / period))) end
local function normed(curve) return curve / sum(age, curve) end
local returners = normed(exp(-0.5 * ((x - return_age / period) / (return_spread / period)) ^ 2))
arrival_ages = parameter("1", age) { child_part * normed(exp(-0.10 * x)) + return_part * returners + (1 - child_part - return_part) * normed(labour_curve(arrival_peak)),
  label = {zh = "迁入年龄分布", en = "Ages of arrivals"}, source = "Rogers & Castro 1981, fitted to net migration by census survival 2010-2020" }
departure_ages = parameter("1", age) { normed(labour_curve(departure_peak)), label = {zh = "迁出年龄分布", en = "Ages of departures"},
  source = "Rogers & Castro 1981" }

-- How strongly the place pulls, known when the year begins.
relative_income = flow "1" { gdp_per_capita / national_income, label = {zh = "相对全国的人均GDP", en = "GDP per head relative to the nation"} }
attraction = flow "1" { (previous(relative_income) / at_start(relative_income)) ^ migration_elasticity
    * ((1 - unemployment) / (1 - at_start(unemployment))) ^ job_elasticity, start = 1, label = {zh = "迁移吸引力", en = "Attraction"} }
migration_trend = flow "‰/a" { migration_mean + migration_persistence * (previous(migration_trend) - migration_mean), start = migration_last,
  label = {zh = "净迁移率趋势", en = "Net migration rate at unchanged attraction"} }

local alive   = sum(sex, advance(people * survival, age))                           -- and a year older
local wanted  = gross_departures / attraction * population                          -- moves are made from the opening population
local arriving = max((gross_departures + migration_trend + migration_shock) * attraction, 0) * population
local weight  = departure_ages * by(area) { urban = 1, rural = rural_departure }
departure_share = flow("1", area, age) { min(wanted / sum(area, age, weight * alive) * period * weight, 0.5),   -- never more than half of any age
  label = {zh = "当年迁出比例", en = "Share of each age that departs in the year"} }
departures = flow("人/a", area, age) { departure_share * alive / period, label = {zh = "迁出人口", en = "Departures by area and age"} }
out_migration = flow "万人/a" { sum(area, age, departures), start = gross_departures * at_start(population),
  label = {zh = "迁出人口合计", en = "Out-migration"} }
net_migration = flow "万人/a" { arriving - out_migration, start = migration_last * at_start(population),
  label = {zh = "机械增长(净迁移)", en = "Net migration"}, iamc = "Population|Net Migration" }
in_migration  = flow "万人/a" { max(out_migration + net_migration, 0), start = (gross_departures + migration_last) * at_start(population),
  label = {zh = "迁入人口合计", en = "In-migration"} }                                -- so that an assumed net migration moves people
arrivals   = flow("人/a", area, sex, age) {
  by(sex) { others = 0.5 } * in_migration * by(area) { urban = arrive_urban, rural = 1 - arrive_urban } * arrival_ages,
  label = {zh = "迁入人口", en = "Arrivals by area, sex and age"} }
