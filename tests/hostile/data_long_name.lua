return scenario(("n"):rep(1000000)) {model = "m"}
