return scenario "ok\0../../canary.txt" {model = "m"}
