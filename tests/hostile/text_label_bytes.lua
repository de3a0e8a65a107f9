return scenario "\xc0\x80" {model = "m"}
