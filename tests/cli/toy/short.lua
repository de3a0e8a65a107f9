return scenario "short" { title = {zh = "更短", en = "Shorter"}, story = "到2025年。", based_on = "base", horizon = 2025 }
