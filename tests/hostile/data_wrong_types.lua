return scenario "x" {model = {}, levers = 7}
