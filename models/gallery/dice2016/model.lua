-- DICE-2016R2: growth, carbon and warming of one world in five-year steps, for given controls.
-- W. Nordhaus, "Revisiting the social cost of carbon", PNAS 114 (2017); parameters of the R2 release. A value at t is of the five years from t on.
-- Dollars are of 2010 at purchasing power. Damages are 0.227 % of output times the square of warming (0.236 % in an older release).
dimension "GtC"
dimension "watt"
local origin = "Nordhaus 2017: DICE-2016R2"

emissions_control = lever "1" { 0.03, range = {0, 1.2}, label = "减排率", source = origin }
savings_rate      = lever "1" { 0.2583, range = {0, 1}, label = "储蓄率",
  note = "the golden rule of the parameters: 0.3 (0.1 + 0.004) / (0.1 + 0.004 x 1.45 + 0.015)", source = origin }

-- Persons and what they know
population_start     = parameter "亿人" { 74.03, source = origin }
population_limit     = parameter "亿人" { 115, source = origin }
population_speed     = parameter "1" { 0.134, source = origin }
productivity_start   = parameter "万亿USD/a" { 5.115, source = origin }
productivity_growth  = parameter "1" { 0.076, note = "over five years", source = origin }
productivity_decline = parameter "1/a" { 0.005, source = origin }
local elapsed = year - start_year
population   = stock "亿人" { initial = population_start, next = population * (population_limit / population)^population_speed, label = "人口" }
productivity = stock "万亿USD/a" { initial = productivity_start,
  next = productivity / (1 - productivity_growth * exp(-productivity_decline * as "a" (1) * elapsed)), label = "全要素生产率" }

-- Output, damages, abatement
capital_elasticity = parameter "1" { 0.3, source = origin }
capital_start      = parameter "万亿USD" { 223, source = origin }
depreciation       = parameter "1" { 0.1, note = "a year", source = origin }
damage_coefficient = parameter "1/K2" { 0.00227, source = origin }
backstop_price     = parameter "USD/tCO2" { 550, source = origin }
backstop_decline   = parameter "1" { 0.025, note = "over five years", source = origin }
abatement_exponent = parameter "1" { 2.6, source = origin }
local periods = elapsed * as "a" (1) / period
gross_output = flow "万亿USD/a" { productivity * (population / as "亿人" (10))^(1 - capital_elasticity)
  * (capital / as "万亿USD" (1))^capital_elasticity, label = "总产出" }
damage_share = level "1" { damage_coefficient * temperature^2, label = "气候损失占比" }
damages      = flow "万亿USD/a" { gross_output * damage_share, label = "气候损失" }
backstop     = level "USD/tCO2" { backstop_price * (1 - backstop_decline)^periods }
abatement    = flow "万亿USD/a" { gross_output * backstop * carbon_intensity / abatement_exponent * emissions_control^abatement_exponent, label = "减排成本" }
carbon_price = level "USD/tCO2" { backstop * emissions_control^(abatement_exponent - 1), label = "碳价" }
net_output   = flow "万亿USD/a" { gross_output * (1 - damage_share) - abatement, label = "净产出" }
investment   = flow "万亿USD/a" { savings_rate * net_output, label = "投资" }
consumption  = flow "万亿USD/a" { net_output - investment, label = "消费" }
capital = stock "万亿USD" { initial = capital_start, next = (1 - depreciation)^5 * capital + period * investment, label = "资本" }

-- Emissions
intensity_start   = parameter "tCO2/千USD" { 35.85 / (105.5 * (1 - 0.03)), note = "emissions of 2015 over uncontrolled output", source = origin }
intensity_growth  = parameter "1/a" { -0.0152, source = origin }
intensity_decline = parameter "1" { -0.001, note = "a year", source = origin }
land_emissions_start   = parameter "GtCO2/a" { 2.6, source = origin }
land_emissions_decline = parameter "1" { 0.115, note = "over five years", source = origin }
carbon_intensity  = stock "tCO2/千USD" { initial = intensity_start, next = carbon_intensity * exp(carbon_growth * period), label = "碳强度" }
carbon_growth     = stock "1/a" { initial = intensity_growth, next = carbon_growth * (1 + intensity_decline)^5 }
industrial_emissions = flow "GtCO2/a" { carbon_intensity * gross_output * (1 - emissions_control), label = "工业二氧化碳" }
land_emissions       = flow "GtCO2/a" { land_emissions_start * (1 - land_emissions_decline)^periods }
emissions            = flow "GtCO2/a" { industrial_emissions + land_emissions, label = "二氧化碳" }

-- Carbon in air, upper and lower ocean; shares a period
carbon_per_co2 = parameter "GtC/GtCO2" { 1 / 3.666, source = origin }
air_to_upper   = parameter "1" { 0.12, source = origin }
upper_to_lower = parameter "1" { 0.007, source = origin }
air_even   = parameter "GtC" { 588, source = origin }
upper_even = parameter "GtC" { 360, source = origin }
lower_even = parameter "GtC" { 1720, source = origin }
local upper_to_air   = air_to_upper * air_even / upper_even
local lower_to_upper = upper_to_lower * upper_even / lower_even
carbon_air   = stock "GtC" { initial = 851, next = carbon_air * (1 - air_to_upper) + carbon_upper * upper_to_air
  + emissions * period * carbon_per_co2, label = "大气碳" }
carbon_upper = stock "GtC" { initial = 460, next = carbon_air * air_to_upper
  + carbon_upper * (1 - upper_to_air - upper_to_lower) + carbon_lower * lower_to_upper }
carbon_lower = stock "GtC" { initial = 1740, next = carbon_upper * upper_to_lower + carbon_lower * (1 - lower_to_upper) }

-- Warming: the new temperature feels the new forcing
doubling_forcing     = parameter "watt/m2" { 3.6813, source = origin }
doubling_temperature = parameter "K" { 3.1, range = {1.5, 6}, label = "气候敏感度", source = origin }
air_response    = parameter "K·m2/watt" { 0.1005, source = origin }
ocean_exchange  = parameter "watt/m2/K" { 0.088, source = origin }
ocean_response  = parameter "1" { 0.025, source = origin }
local function other_forcing(elapsed_years) return as "watt/m2" (0.5) * (1 + min(elapsed_years / 85, 1)) end
local function of_carbon(carbon) return doubling_forcing * log(carbon / air_even) / log(2) end
forcing = level "watt/m2" { of_carbon(carbon_air) + other_forcing(elapsed), label = "辐射强迫" }
local next_forcing = of_carbon(closing(carbon_air)) + other_forcing(elapsed + period / as "a" (1))
temperature = stock "K" { initial = 0.85, next = temperature + air_response
  * (next_forcing - doubling_forcing / doubling_temperature * temperature - ocean_exchange * (temperature - ocean_temperature)), label = "升温" }
ocean_temperature = stock "K" { initial = 0.0068, next = ocean_temperature + ocean_response * (temperature - ocean_temperature) }

-- Welfare
marginal_elasticity = parameter "1" { 1.45, source = origin }
time_preference     = parameter "1" { 0.015, note = "a year", source = origin }
consumption_per_head = flow "千USD/a/人" { consumption / population, label = "人均消费" }
local utility = ((consumption_per_head / as "千USD/a/人" (1))^(1 - marginal_elasticity) - 1) / (1 - marginal_elasticity) - 1
period_welfare = level "1" { utility * (population / as "亿人" (0.01)) / (1 + time_preference)^elapsed }
welfare = stock "1" { initial = 0, next = welfare + period_welfare, label = "福利" }

return model "dice2016" {
  title = {zh = "DICE-2016R2", en = "DICE-2016R2"}, calendar = false, start = 2015, horizon = 2510, step = 5, time = "a",
  show = {{title = {zh = "经济", en = "Economy"}, "gross_output", "consumption", "capital", "population"},
          {title = {zh = "气候", en = "Climate"}, "emissions", "carbon_air", "forcing", "temperature", "damage_share"}},
}
