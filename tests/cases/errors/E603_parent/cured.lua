return scenario "cured" {based_on = "baseline"}
