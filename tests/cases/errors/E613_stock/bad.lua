return scenario "bad" {model = "model.lua", assumptions = {
  output = 3,  -- expect error: E613 'output' is a stock; a scenario can change levers, parameters, needs, flows and levels
}}
