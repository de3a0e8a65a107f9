return scenario "base" {
  title = {zh = "照旧", en = "As before"},
  story = {zh = "一切照旧。", en = "All goes on as before."},
  model = "./",
}
