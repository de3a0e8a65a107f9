return scenario "bad" {model = "model.lua", levers = {
  prise = 3,  -- expect error: E337 bad: the model has no 'prise'; did you mean 'price'?
}}
