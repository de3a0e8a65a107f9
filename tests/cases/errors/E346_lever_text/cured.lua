return scenario "cured" {
  model = "model.lua",
  levers = {
    share = {urban = 1, rural = 2},
  },
}
