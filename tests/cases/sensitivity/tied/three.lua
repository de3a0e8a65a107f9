return scenario "three" { title = {zh = "三者相关", en = "Three tied"}, story = "三个输入两两相关。", model = "./",
  correlate = {{"x1", "x2", 0.5}, {"x1", "x3", -0.3}, {"x2", "x3", 0.2}} }
