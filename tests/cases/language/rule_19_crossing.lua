-- tce, kWh, t, tCO2 and 人 are different dimensions: crossing one takes a parameter with its unit
calorific = parameter "tce/kWh" { 0.0001229, source = "GB/T 2589" }
equivalent = parameter "kgce/kWh" { 0.3 }
power = parameter "亿kWh/a" { 100 }
heat = flow "万tce/a" { power * calorific }
coal = flow "万tce/a" { power * equivalent }
capacity = parameter "万kW" { 10 }
all_year = flow "亿kWh/a" { capacity }            -- kW is kWh per hour, a year has 8760
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect: heat@2021 = 122.9
-- expect: coal@2021 = 300
-- expect: all_year@2021 = 8.76
