return scenario "bad" {
  model = "model.lua",
  correlate = {{"price", "growth_rate", 2}},  -- expect error: E167 'correlate' of scenario is a correlation that is no number from -1 to 1
}
