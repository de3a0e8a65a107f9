-- A model of every word, for the tests of the reader.
area = axis {"urban", "rural"}
sex = axis {"female", "male"}
age = axis {from = 0, to = 100, open = true}
group = axis {"0_4", "5plus", at = {2, 50}}
area_to = axis(area)
dimension "RU"
people = stock("人", area, sex, age) {
  initial = census * by(area) {urban = share, rural = 1 - share},
  rate = births - deaths,
  nonnegative = true,
  label = {zh = "常住人口", en = "Residents"},
}
return model "small" {
  title = {zh = "小", en = "Small"}, calendar = true, start = 2020, horizon = 2035, latest = 2060,
  files = {"equations", "../small/numbers.lua"},
  show = {{title = {zh = "人口", en = "People"}, "people", births}, {"deaths"}},
}
