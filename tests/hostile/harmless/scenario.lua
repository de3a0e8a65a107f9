return scenario "harmless" {model = "model.lua", levers = {price = default * 1.5}}
