-- Chongqing's power in 2020: generation and imports are published (data/power.csv); gas 10 and waste 25 亿kWh inside thermal
-- are recalled and unverified; own plants are the 158.4 万kW of captive coal units (GEM) at 5000 hours.
generation = observed "亿kWh/a" { path {[2020] = {hydro = 266.59, wind = 13.69, solar = 4.21, waste = 25, own = 79.2, contract = 370.76, gas = 10, coal = 417.05, spot = 0, reserve = 0}},
  source = "data/power.csv: thermal 531.25 = coal 417.05 + own 79.2 + gas 10 + waste 25; imports = 1186.5 - 815.74" }
full_load  = given "h/a" { {hydro = 3432, wind = 2024, solar = 653, waste = 4167, others = 0}, estimate = "hydro_hours 2015-2020 (se 75), wind_hours 2018-2020 (se 43); solar: 2020 alone, since new stations run longer (578, se 54 in 2018-2020)" }
water_variation = given "1" { 0.0536, estimate = "hydro_water_sd 2015-2020" }
line_hours = given "h/a" { 5000, source = "judgement: 4360 in 2020; the north-western line is designed for 360 亿kWh at 800 万kW, 4500" }
line_limit = given "h/a" { 7500, source = "six sevenths of the year; recalled, unverified" }
coal_limit = given "h/a" { 7000, source = "four fifths of the year: outages and the shape of load; recalled, unverified" }
storage_hours = given "h/a" { 1670, source = "蟠龙: 20.04 亿kWh a year of 120 万kW (data/power.csv)" }
storage_efficiency = given "1" { 0.75, source = "蟠龙: 20.04 over 26.72 亿kWh" }
grid_loss  = given "%" { path {[2020] = 5.945, [2025] = 4.8}, estimate = "grid_loss: 2010-2014 (se 0.4)", source = "重庆市能源发展“十四五”规划: at most 4.8 in 2025" }
coal_per_kwh = given "kgce/kWh" { path {[2020] = 0.300, [2025] = 0.298, [2035] = 0.290}, source = "0.297 in the balance of 2014; 重庆市能源发展“十四五”规划: below 300 g in 2025" }
renewable_potential = given "万kW" { {wind = 1500, solar = 3500}, source = "recalled, unverified: wind 15 GW, solar 35 GW on roofs, water and poor land" }
import_base  = given "亿kWh/a" { 370.76, estimate = "net_import 2020" }
clean_base   = given "%" { 81.01, estimate = "clean_base: 51.4 % of use is renewable, less what is local" }
factor_base  = given "kgCO2/kWh" { 0.1255 * lognormal(0, 0.15), source = "MEE grid factor of Sichuan, 2021" }
clean_new    = given "%" { truncated_normal(60, 7, 40, 80), range = {30, 95}, source = "哈密—重庆: more than half from wind and sun; Sichuan line: mostly water" }
factor_new   = given "kgCO2/kWh" { 0.33 * lognormal(0, 0.15), source = "the rest of the new lines at 0.85 kg of coal power" }
clean_spot   = given "%" { 31, source = "renewable share of China's generation, 2022; recalled" }
factor_spot  = given "kgCO2/kWh" { 0.5366, source = "MEE factor of China, 2022 (data/power.csv)" }
