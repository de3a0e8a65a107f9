return scenario "x" {model = "/dev/zero"}
