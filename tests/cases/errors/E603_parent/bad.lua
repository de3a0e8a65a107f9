return scenario "bad" {based_on = "baselin", model = "model.lua"}  -- expect error: E603 there is no scenario 'baselin' to be based on; looked for 
