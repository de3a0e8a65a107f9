return scenario "a\nrun,2,ok" {model = "m"}
