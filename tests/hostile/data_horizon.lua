return scenario "x" {model = "m", horizon = 0 / 0}
