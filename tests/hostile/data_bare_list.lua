return scenario "x" {model = "m", levers = {1, 2}}
