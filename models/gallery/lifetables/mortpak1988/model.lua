-- UN MortPak (1988), p. 82, females: printed death rates and expectation of life. The rates stand under both sexes; the published one is read.
sex      = axis {"female", "male"}
abridged = axis {"0", "1_4", "5_9", "10_14", "15_19", "20_24", "25_29", "30_34", "35_39", "40_44",
  "45_49", "50_54", "55_59", "60_64", "65_69", "70_74", "75_79", "80plus"}
death_rate = parameter("1/a", sex, abridged) { data {"../data/mortpak1988.csv", "death_rate.age_{abridged}", year = 1988} }

return model "mortpak1988" {
  title = {zh = "联合国MortPak手册第82页(女)", en = "UN MortPak (1988), p. 82, females"},
  calendar = false, start = 1988, horizon = 1989, step = 1, time = "a",
  files = {"../lifetable"},
  show = {{title = {zh = "预期寿命", en = "Expectation of life"}, "life_expectancy"}},
}
