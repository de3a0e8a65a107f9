return scenario "cured" {model = "model.lua", levers = {
  price = 3,
}}
