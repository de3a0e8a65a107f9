-- A town of made-up numbers whose every year can be reckoned by hand.
return model "toy" {
  title = {zh = "小城", en = "Small town"},
  calendar = true, start = 2020, horizon = 2030, latest = 2040,
  files = {"town"},
  show = {
    {title = {zh = "人口", en = "People"}, "population", "births", "share_works"},
    {title = {zh = "经济", en = "Economy"}, "output", "output_total", "output_growth"},
  },
}
