-- A valley of made-up numbers with every kind of chance: for tests of equal bits and of batches that are stopped.
return model "chance" {
  title = {zh = "山谷", en = "Valley"},
  calendar = true, start = 2000, horizon = 2040,
  files = {"valley"},
  show = {
    {title = {zh = "鹿群", en = "Deer"}, "deer", "old_deer", "born"},
    {title = {zh = "草地", en = "Grass"}, "grass", "grazed", "regrowth", "price", "worth", "weather_now"},
  },
}
