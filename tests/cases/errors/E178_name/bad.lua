return scenario "../out" {model = "model.lua"}  -- expect error: E178 the name of a scenario is empty, longer than 200 bytes, or holds '/'
