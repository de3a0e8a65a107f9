return scenario "out" {model = "model.lua"}
