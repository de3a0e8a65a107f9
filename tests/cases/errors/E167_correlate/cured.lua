return scenario "cured" {
  model = "model.lua",
  correlate = {{"price", "growth_rate", 0.5}},
  levers = {price = normal(3, 1)}, assumptions = {growth_rate = normal(2, 1)},
}
