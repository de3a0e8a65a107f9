return scenario "x" {model = "no_such_model", levers = {a = data {"/etc/passwd", "root"}}}
