return scenario "bad" {
  model = "model.lua",
  levers = {price = output and 3},  -- expect error: E121 'and' is decided once
}
