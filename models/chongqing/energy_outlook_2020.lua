-- Chongqing's energy with what was known at the end of 2020: for the hindcast 2020-2025. No line uses later data.
carbon_price    = given "元2020/tCO2" { path {[2020] = 0, [2021] = 12, [2025] = 36, [2030] = 70, [2035] = 95}, source = "survey of 2020: 49 元 at the start, 71 in 2025, 93 in 2030 (recalled), times the part of emissions that it binds" }
electrification = given "%/a" { path {[2020] = 6.06, [2025] = 6.06, [2035] = 3}, estimate = "electrification 2015-2020 (se 1.6)" }
gas_advance     = given "%/a" { 0, range = {-5, 8}, source = "history does not identify it" }
ev_share        = given "%"   { path {[2020] = 1.75, [2025] = 6, [2035] = 28}, source = "新能源汽车产业发展规划(2021—2035年): a fifth of sales in 2025; fleets turn over in 12 years" }
import_power    = given "亿kWh/a" { path {[2020] = 370.76, [2024] = 370.76, [2025] = 480, [2027] = 700, [2035] = 850}, source = "专栏9: 哈密—重庆 from 2025" }
coal_capacity   = given "万kW" { path {[2020] = 1220, [2025] = 1286}, source = "thermal 1532 less gas 94, waste 60, captive 158; 专栏9: 重庆电厂环保迁建 66" }
coal_hours      = given "h/a"  { 5500, source = "design hours of coal plants; recalled, unverified" }
gas_capacity    = given "万kW" { path {[2020] = 94, [2035] = 234}, source = "judgement" }
gas_hours       = given "h/a"  { path {[2020] = 1064, [2035] = 2000}, source = "2020: 10 亿kWh of 94 万kW; judgement" }
hydro_capacity  = given "万kW" { path {[2020] = 779, [2035] = 815}, source = "data/power.csv; judgement" }
hydro_water     = given "1"    { 1, source = "mean water" }
wind_capacity   = given "万kW" { path {[2020] = 97, [2025] = 200, [2035] = 360}, source = "专栏9: wind parks named, sizes judged" }
solar_capacity  = given "万kW" { path {[2020] = 67, [2025] = 164, [2035] = 404}, source = "as wind_capacity" }
waste_capacity  = given "万kW" { path {[2020] = 60, [2025] = 95, [2035] = 120}, source = "专栏17: 17 new plants; 60 in 2020 recalled, unverified" }
storage_capacity = given "万kW" { stairs {[2020] = 0, [2025] = 120, [2029] = 260}, source = "专栏9: 蟠龙 120, 栗子湾 140" }
line_capacity   = given "万kW" { 850, source = "Sichuan 600, Hubei 250 (data/power.csv)" }
uhv_ac_line     = given "万kW" { stairs {[2020] = 0, [2025] = 400}, source = "专栏9: 天府南—铜梁" }
uhv_dc_line     = given "万kW" { stairs {[2020] = 0, [2025] = 800}, source = "专栏9: 哈密北—重庆" }
second_dc_line  = given "万kW" { 0, source = "第十二章: preparation only" }
