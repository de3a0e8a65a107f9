-- Susceptible, infectious, recovered. The SDXorg test-models collection (MIT), "SIR"; Kermack and McKendrick (1927).
local origin = "SDXorg test-models"
total_population    = parameter "人" { 1000, source = origin }
contact_infectivity = parameter "1/d" { 0.3, range = {0, 2}, label = "传染率", note = "contacts a day that infect", source = origin }
duration            = parameter "d" { 5, range = {1, 20}, label = "病程", source = origin }

susceptible = stock "人" { initial = total_population, rate = -succumbing, label = "易感者" }
infectious  = stock "人" { initial = 5, rate = succumbing - recovering, label = "感染者" }
recovered   = stock "人" { initial = 0, rate = recovering, label = "康复者" }
succumbing  = flow "人/d" { contact_infectivity * susceptible * infectious / total_population, label = "新增感染" }
recovering  = flow "人/d" { infectious / duration, label = "新增康复" }

check "人数守恒" { susceptible + infectious + recovered, equals = total_population + as "人" (5), within = as "人" (1e-9) }
peak_infectious = outcome "人" { peak(infectious), label = "感染峰值" }

return model "sir" {
  title = {zh = "传染病", en = "SIR epidemic"}, calendar = false, start = 0, horizon = 100, step = 0.03125, time = "d",
  show = {{title = {zh = "人群", en = "People"}, "susceptible", "infectious", "recovered"},
          {title = {zh = "流动", en = "Flows"}, "succumbing", "recovering"}},
}
