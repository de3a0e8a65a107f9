-- models/region/power.lua : what falls, blows and shines; then contracts and gas; then coal while it lasts; then more imports
plant = axis {"coal", "gas", "hydro", "wind", "solar", "waste", "imports"}
kwh_calorific = parameter "tce/kWh" { 0.0001229, source = "GB/T 2589" }
capacity     = lever("万kW", plant) { label = "装机容量", chapter = "专栏9" }
full_load    = need("h/a", plant)   { label = "年利用小时" }
gas_power    = lever "亿kWh/a"      { range = {0, 400}, label = "气电发电量" }
import_power = lever "亿kWh/a"      { range = {100, 1200}, label = "外电入渝", chapter = "专栏9" }
coal_retired = lever "%"            { range = {0, 100}, label = "煤电退役比例(占2020年装机)", chapter = "第四十五章" }

local possible = capacity * full_load
local must_run = possible * by(plant) { hydro = 1, wind = 1, solar = 1, waste = 1, others = 0 }
local open     = max(electricity - sum(plant, must_run) - import_power - gas_power, 0)
local coal     = min(open, possible[plant.coal] * (1 - coal_retired))
generation = flow("亿kWh/a", plant) { must_run + by(plant) { coal = coal, gas = gas_power, imports = electricity - sum(plant, must_run) - gas_power - coal, others = 0 }, label = "电力供应" }
check "电力平衡" { sum(plant, generation), equals = electricity }

coal_per_kwh  = parameter "kgce/kWh" { path {[2020] = 0.305, [2025] = 0.300, [2035] = 0.290}, source = "重庆市能源发展十四五规划: below 300 g in 2025" }
gas_per_kwh   = parameter "kgce/kWh" { 0.20, source = "combined cycle" }
import_clean  = need "%"        { label = "外电非化石占比" }
import_factor = need "tCO2/kWh" { label = "外电碳因子" }
power_fuel = flow("万tce/a", carrier) { by(carrier) { coal = generation[plant.coal] * coal_per_kwh, gas = generation[plant.gas] * gas_per_kwh, others = 0 }, label = "发电用能" }
grid_factor = flow "kgCO2/kWh" { (sum(carrier, power_fuel * emission_factor) + generation[plant.imports] * import_factor) / electricity, label = "电网碳因子" }
