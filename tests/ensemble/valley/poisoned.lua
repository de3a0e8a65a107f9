return scenario "poisoned" { title = {zh = "中毒", en = "Poisoned"}, story = {zh = "有毒。", en = "With poison."}, based_on = "calm", levers = {poison = 1} }
