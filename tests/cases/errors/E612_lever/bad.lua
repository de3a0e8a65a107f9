return scenario "bad" {model = "model.lua", assumptions = {
  price = 3,  -- expect error: E612 'price' is a lever; write it under levers =
}}
