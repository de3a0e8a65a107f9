return scenario "x" {model = "m", levers = {a = 1e999}}
