-- Germany, 2020 to 2100: the equations of wpp2019/population.lua with the numbers of World Population Prospects 2019
-- (United Nations, DESA, Population Division; CC BY 3.0 IGO), country 276.
local function of(series) return data {"data/germany.csv", series, hold = true} end

people_start    = given("千人", sex, age)     { data {"data/germany.csv", "people.{sex}.age_{age}", year = 2020} }
death_rate      = given("1/a", sex, abridged) { of "death_rate.{sex}.age_{abridged}" }
total_fertility = given "1"                   { of "total_fertility" }
fertility_share = given("%", mother_age)      { of "fertility_share.age_{mother_age}" }
sex_ratio       = given "1"                   { of "sex_ratio" }
net_migration   = given "千人"                { of "net_migration" }

return model "wpp2019_germany" {
  title = {zh = "德国人口(世界人口展望2019)", en = "Germany (WPP 2019)"}, calendar = true, start = 2020, horizon = 2100, step = 5, time = "a",
  files = {"../wpp2019/population", "../lifetables/lifetable"},
  show = {{title = {zh = "人口", en = "People"}, "population", "births", "share_65_plus"},
          {title = {zh = "寿命", en = "Lives"}, "life_expectancy"}},
}
