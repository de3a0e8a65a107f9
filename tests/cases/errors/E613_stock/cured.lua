return scenario "cured" {model = "model.lua", assumptions = {
  cost = 3,
}}
