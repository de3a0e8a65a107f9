return scenario "bad" {model = "model.lua", levers = {
  cost = 3,  -- expect error: E611 'cost' is a parameter, not a lever; write it under assumptions =
}}
