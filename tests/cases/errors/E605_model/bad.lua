return scenario "bad" {model = "no_such_model"}  -- expect error: E605 there is no model 'no_such_model'; looked for 
