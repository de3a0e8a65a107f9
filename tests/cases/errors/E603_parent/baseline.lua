return scenario "baseline" {model = "model.lua"}
