-- DICE-2013R: the accounts of the published base run. The series are given; each identity is what the next column must be.
-- W. Nordhaus, P. Sztorc, DICE 2013R: Introduction and User's Manual (2013). Each level is what is left over, relative to the series' own value.
dimension "GtC"
local function run(name) return data {"data/base_run.csv", name} end

k       = series "万亿USD" { run "k" }
ygross  = series "万亿USD/a" { run "ygross" }
damfrac = series "1" { run "damfrac" }
damages = series "万亿USD/a" { run "damages" }
ynet    = series "万亿USD/a" { run "ynet" }
abatecost = series "万亿USD/a" { run "abatecost" }
y       = series "万亿USD/a" { run "y" }
i       = series "万亿USD/a" { run "i" }
c       = series "万亿USD/a" { run "c" }
cpc     = series "千USD/人/a" { run "cpc" }
eind    = series "GtCO2/a" { run "eind" }
e       = series "GtCO2/a" { run "e" }
cca     = series "GtC" { run "cca" }
mat     = series "GtC" { run "mat" }
mu      = series "GtC" { run "mu" }
ml      = series "GtC" { run "ml" }
tatm    = series "K" { run "tatm" }
periodu = series "1" { run "periodu" }
cemutotper    = series "1" { run "cemutotper" }
cumcemutotper = series "1" { run "cumcemutotper" }

local carbon = period * as "GtC/GtCO2" (1) / 3.666
local periods = (year - 2010) / 5
local persons = c / cpc

capital_left      = level "1" { (0.9^5 * previous(k) + period * previous(i)) / k - 1 }
output_left       = level "1" { (c + i) / y - 1 }
net_output_left   = level "1" { (ygross - damages) / ynet - 1 }
after_cost_left   = level "1" { (ynet - abatecost) / y - 1 }
damages_left      = level "1" { ygross * damfrac / damages - 1 }
damage_share_left = level "1" { as "1/K2" (0.00266375) * tatm^2 / damfrac - 1 }
cumulative_carbon_left = level "1" { (previous(cca) + previous(eind) * carbon) / cca - 1 }
land_emissions_left    = level "GtCO2/a" { e - eind - as "GtCO2/a" (1.53972) * 0.8^periods }
air_left   = level "1" { (0.912 * previous(mat) + 0.088 * (588 / 1350) * previous(mu) + previous(e) * carbon) / mat - 1 }
upper_left = level "1" { (0.088 * previous(mat) + (1 - 0.088 * 588 / 1350 - 0.0025) * previous(mu) + 0.0025 * (1350 / 10000) * previous(ml)) / mu - 1 }
lower_left = level "1" { (0.0025 * previous(mu) + (1 - 0.0025 * 1350 / 10000) * previous(ml)) / ml - 1 }
utility_left = level "1" { ((cpc / as "千USD/人/a" (1))^-0.45 - 1) / -0.45 - 1 - periodu }
welfare_left = level "1" { periodu * (persons / as "亿人" (0.01)) * 1.015^(-5 * periods) / cemutotper - 1 }
welfare_sum_left = level "1" { (previous(cumcemutotper) + cemutotper) / cumcemutotper - 1 }

return model "dice2013" {
  title = {zh = "DICE-2013R 核算恒等式", en = "DICE-2013R, its identities"}, calendar = false, start = 2015, horizon = 2305, step = 5, time = "a",
  show = {{title = {zh = "剩余", en = "What is left"}, "capital_left", "output_left", "air_left", "welfare_sum_left"}},
}
