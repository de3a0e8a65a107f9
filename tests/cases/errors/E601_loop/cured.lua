return scenario "cured" {model = "model.lua"}
