return scenario "same" { title = {zh = "相同", en = "The same"}, story = "什么也不改。", based_on = "base" }
