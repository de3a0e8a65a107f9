flow("1") {1}  -- expect error: E173 'flow' belongs into a model file, not into a scenario
return scenario "bad" {model = "model.lua"}
