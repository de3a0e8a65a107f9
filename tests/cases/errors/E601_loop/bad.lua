return scenario "bad" {based_on = "other", model = "model.lua"}
