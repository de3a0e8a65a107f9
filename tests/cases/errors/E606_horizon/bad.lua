return scenario "bad" {model = "model.lua", horizon = 2050}  -- expect error: E606 the horizon 2050 is outside the model 'tiny'; choose a time after 2020 and up to 2022
