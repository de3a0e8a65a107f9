return scenario "calm" {
  title = {zh = "平静", en = "Calm"}, story = {zh = "没有毒。", en = "No poison."}, model = "./",
  correlate = {{"rise", "gain", 0.4}},
}
