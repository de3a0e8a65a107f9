return scenario "x" {based_on = "/dev/stdin"}
