return scenario "../../canary" {model = "m"}
