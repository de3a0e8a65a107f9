return scenario "cured" {model = "model.lua", horizon = 2021}
