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

-- Scored, and shown in the start year.
share_0_14        = observed "%"      { seen "share_0_14" }
share_15_59       = observed "%"      { seen "share_15_59" }
share_60_plus     = observed "%"      { seen "share_60_plus" }
share_65_plus     = observed "%"      { seen "share_65_plus" }
share_primary     = observed "%"      { counted "share_nominal.primary" }
share_secondary   = observed "%"      { counted "share_nominal.secondary" }
share_tertiary    = observed "%"      { counted "share_nominal.tertiary" }
