local strong = 1.2
return scenario "cured" {model = "model.lua", levers = {price = strong}}
