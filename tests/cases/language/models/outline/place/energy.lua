-- models/chongqing/energy.lua : the 2020 balance. Published: total 8874.5, coal 44.3 %, electricity 1186.5; the cells are stand-ins that close to them.
final_energy = observed "万tce/a" { {
  agriculture  = {coal =   16, oil =  60, gas =     0, electricity =   6.1},
  industry     = {coal = 2254, oil = 120, gas = 951.5, electricity = 848.0},
  construction = {coal =    0, oil = 100, gas =     0, electricity =  30.7},
  transport    = {coal =    0, oil = 960, gas =    80, electricity =  30.7},
  services     = {coal =   40, oil =  40, gas =   150, electricity = 264.2},
  urban_homes  = {coal =   10, oil =  40, gas =   320, electricity = 202.8},
  rural_homes  = {coal =   90, oil =  11, gas =    24, electricity =  75.6} } }
progress        = given "%/a" { {agriculture = 1.0, industry = 2.5, construction = 2.0, transport = 1.8, services = 1.0, urban_homes = 0, rural_homes = 0}, source = "stand-in, set so that 2016-2020 intensity (-4.1 %/a) goes on" }
income_response = given "1"   { {agriculture = 1, industry = 1, construction = 1, transport = 0.9, services = 0.9, urban_homes = 0.5, rural_homes = 0.5}, source = "stand-in" }
energy_price    = given "元2020/tce" { {coal = 1000, oil = 5500, gas = 2300, electricity = 5200}, source = "stand-in" }
carbon_price    = given "元2020/tCO2" { path {[2020] = 0, [2021] = 40, [2025] = 80, [2035] = 200} }
electrification = given "%/a" { path {[2020] = 6, [2025] = 6, [2035] = 2}, source = "stand-in" }
ev_share        = given "%" { path {[2020] = 1, [2025] = 9, [2030] = 25, [2035] = 42}, source = "stand-in" }

capacity = given "万kW" { path {
  [2020] = {coal = 1500, hydro = 780, wind =  97, solar =   67, waste = 45, others = 0},
  [2025] = {coal = 1500, hydro = 795, wind = 260, solar =  350, waste = 60, others = 0},
  [2030] = {coal = 1500, hydro = 815, wind = 400, solar =  700, waste = 75, others = 0},
  [2035] = {coal = 1500, hydro = 830, wind = 550, solar = 1100, waste = 90, others = 0} }, source = "专栏9; 2025 and 2030 wind and solar of the peak plan" }
full_load     = given "h/a" { {coal = 4800, hydro = 3600, wind = 2100, solar = 1000, waste = 5500, others = 0}, source = "stand-in" }
gas_power     = given "亿kWh/a" { path {[2020] = 10, [2025] = 60, [2035] = 130} }
import_power  = given "亿kWh/a" { path {[2020] = 345, [2025] = 480, [2027] = 700, [2035] = 850}, source = "专栏9: 哈密—重庆 ±800 kV" }
coal_retired  = given "%" { 0 }
import_clean  = given "%" { path {[2020] = 84, [2025] = 75, [2035] = 72}, source = "stand-in: 51.4 % of use is renewable" }
import_factor = given "tCO2/kWh" { path {[2020] = 0.000135, [2025] = 0.00022, [2035] = 0.00022}, source = "ef.grid.SC 2021-2022; north-west line assumed half coal" }
cement_start  = given "MtCO2/a" { 19.6, source = "CEADs 2019" }
