return scenario "bad" {
  model = "model.lua",
  levers = {
    support = where(less(previous(fertility), 1.1), 1, 0),
  },
}
