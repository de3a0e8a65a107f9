-- Chongqing's energy after the start, WITH what 2021-2025 has shown; a hindcast from 2020 uses energy_outlook_2020.lua instead.
carbon_price    = given "元2020/tCO2" { path {[2020] = 0, [2021] = 10, [2025] = 40, [2030] = 100, [2035] = 150}, source = "national ETS 43 元 in 2021, 68 in 2023 (data after 2020) times the part of emissions that it binds (a quarter, later half, then three quarters); survey of 2022: 130 元 in 2030; recalled" }
electrification = given "%/a" { path {[2020] = 6.06, [2021] = 9.65, [2024] = 9.65, [2026] = 6.06, [2035] = 3}, source = "2021-2024: the pace at which the model uses the published 1613 亿kWh of 2024 (data after 2020); then electrification 2015-2020 (se 1.6), halving by 2035 as shares saturate" }
gas_advance     = given "%/a" { 0, range = {-5, 8}, source = "history does not identify it: -7.8 from the published coal shares, +5.7 from CEADs" }
ev_share        = given "%"   { path {[2020] = 1.75, [2023] = 6.07, [2025] = 11, [2030] = 28, [2035] = 45}, source = "China: 492 万 of 2.81 亿 vehicles in 2020 (recalled), 6.07 % in 2023 (公安部; data after 2020); then fleets turn over in 12 years" }
import_power    = given "亿kWh/a" { path {[2020] = 370.76, [2021] = 363.6, [2022] = 412.8, [2023] = 366.2, [2024] = 420.5, [2025] = 510, [2026] = 640, [2027] = 700, [2030] = 780, [2035] = 880}, source = "net imports to 2024 (data after 2020); 哈密—重庆 more than 360 亿kWh a year, 100 in the second half of 2025; 专栏9" }
coal_capacity   = given "万kW" { path {[2020] = 1220, [2022] = 1302, [2024] = 1380, [2025] = 1380, [2026] = 1590}, source = "thermal 1532 less gas 94, waste 60, captive 158; GEM: 82 built in 2022, 78 under construction, 210 permitted for 2026 (data after 2020)" }
coal_hours      = given "h/a"  { 5700, source = "2024: about 5600 (data after 2020)" }
gas_capacity    = given "万kW" { path {[2020] = 94, [2024] = 94, [2025] = 234, [2030] = 493, [2035] = 639}, source = "GEM 2023: 94 run, 140 under construction, 259 before construction, 146 announced (data after 2020)" }
gas_hours       = given "h/a"  { path {[2020] = 1064, [2025] = 2000, [2035] = 2500}, source = "2020: 10 亿kWh of 94 万kW; peaking plants thereafter, judgement" }
hydro_capacity  = given "万kW" { path {[2020] = 779, [2021] = 791, [2024] = 798, [2035] = 815}, source = "data/power.csv to 2024, less 120 of pumped storage (data after 2020)" }
hydro_water     = given "1"    { path {[2020] = 1, [2021] = 1.05, [2022] = 0.757, [2023] = 0.726, [2024] = 0.76, [2025] = 0.93}, source = "generation over mean capacity at 3432 hours, 2021-2024 (data after 2020); then the mean of 2015-2024" }
wind_capacity   = given "万kW" { path {[2020] = 97, [2021] = 165, [2025] = 200, [2030] = 280, [2035] = 360}, source = "市委市政府碳达峰实施意见: wind and sun 364 in 2025, 564 in 2030; what markets add beyond is renewable_addition" }
solar_capacity  = given "万kW" { path {[2020] = 67, [2022] = 69, [2025] = 164, [2030] = 284, [2035] = 404}, source = "as wind_capacity" }
waste_capacity  = given "万kW" { path {[2020] = 60, [2025] = 95, [2035] = 120}, source = "专栏17: 17 new plants; 60 in 2020 recalled, unverified" }
storage_capacity = given "万kW" { stairs {[2020] = 0, [2024] = 120, [2028] = 260, [2032] = 500}, source = "专栏9: 蟠龙 120, 栗子湾 140; 500 approved in 2023 (data after 2020)" }
line_capacity   = given "万kW" { 850, source = "Sichuan 600, Hubei 250 (data/power.csv)" }
uhv_ac_line     = given "万kW" { stairs {[2020] = 0, [2025] = 400}, source = "专栏9: 天府南—铜梁, in service 27 December 2024" }
uhv_dc_line     = given "万kW" { stairs {[2020] = 0, [2025] = 800}, source = "专栏9: 哈密北—重庆, in service 10 June 2025" }
second_dc_line  = given "万kW" { 0, source = "第十二章: preparation only" }
