return scenario "cured" {
  model = "model.lua",
  levers = {price = where(more(output, as "元2020" (50)), 3, 0)},
}
