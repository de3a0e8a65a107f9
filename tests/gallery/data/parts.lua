-- Two industries of two fuels: a sum of products over two axes, with a fuel that comes and one that goes.
industry = axis {"steel", "paper"}
fuel     = axis {"coal", "gas"}
output = series("t/a", industry) { path {[0] = {steel = 10, paper = 4}, [1] = {steel = 12, paper = 5}, [2] = {steel = 11, paper = 7}} }
need_of = series("kWh/t", industry) { path {[0] = {steel = 5, paper = 3}, [1] = {steel = 4, paper = 3}, [2] = {steel = 4, paper = 2}} }
share  = series("1", industry, fuel) { path {
  [0] = {steel = {coal = 1, gas = 0}, paper = {coal = 0.5, gas = 0.5}},
  [1] = {steel = {coal = 0.8, gas = 0.2}, paper = {coal = 0.5, gas = 0.5}},
  [2] = {steel = {coal = 0.8, gas = 0.2}, paper = {coal = 0, gas = 1}}} }
factor = parameter("kgCO2/kWh", fuel) { {coal = 0.34, gas = 0.2} }
balance = series "tCO2/a" { path {[0] = 1, [2] = -1} }
energy = level("kWh/a", industry, fuel) { output * need_of * share }
co2    = level "kgCO2/a" { sum(industry, fuel, energy * factor), label = "排放" }

return model "parts" { calendar = false, start = 0, horizon = 2, step = 1, time = "a", show = {{title = "排放", "co2"}} }
