return scenario "x" {model = "/etc/hostname"}
