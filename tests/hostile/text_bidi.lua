return scenario "a\u{202E}b" {model = "m"}
