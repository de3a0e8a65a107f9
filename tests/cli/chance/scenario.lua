return scenario "valley" {
  title = {zh = "山谷", en = "Valley"}, story = "随机的山谷。", model = "./",
  correlate = {{"rebound", "birth", 0.5}, {"rebound", "capacity", -0.3}},
}
