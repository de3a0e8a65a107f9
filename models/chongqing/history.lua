-- What was seen. At and before the start a name reads its history; after it only scoring does.
local function seen(name) return data {"data/population.csv", name} end
local function counted(name) return data {"data/economy.csv", name} end
population        = observed "万人"   { seen "population" }
urbanization_rate = observed "%"      { data {"data/population.csv", "urbanization_rate"} }
births            = observed "万人/a" { data {"data/population.csv", "births"} }
deaths_registered = observed "万人/a" { data {"data/population.csv", "deaths_registered"} }
net_migration_registered = observed "万人/a" { seen "net_migration_account" }
gdp               = observed "亿元2020/a" { counted "gdp" }
gdp_growth        = observed "%"      { counted "gdp_growth" }
investment        = observed "亿元2020/a" { counted "investment" }
employment        = observed "万人"   { data {"data/economy.csv", "employment"} }
