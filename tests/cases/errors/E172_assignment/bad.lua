strong = 1.2  -- expect error: E172 'strong' is set in a scenario, which defines no names of the model; write local strong
return scenario "bad" {model = "model.lua", levers = {price = strong}}
