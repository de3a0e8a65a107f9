return scenario "tied" { title = {zh = "相关", en = "Tied"}, story = "x2 与 x3 同升同降。", model = "./", correlate = {{"x2", "x3", 0.6}} }
