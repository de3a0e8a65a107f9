return scenario "long" { title = {zh = "长久", en = "Long"}, story = {zh = "到2060年。", en = "To 2060."}, based_on = "poisoned", horizon = 2060 }
