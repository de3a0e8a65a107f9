return scenario "other" {based_on = "bad"}  -- expect error: E601 the scenarios are based on each other: bad → other → bad; let one of them stand alone
