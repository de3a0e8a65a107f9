return scenario "long" { title = {zh = "更久", en = "Longer"}, story = "到2040年。", based_on = "base", horizon = 2040 }
