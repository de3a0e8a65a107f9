-- UN Model Life Tables (1982), p. 34, males: printed death rates and expectation of life. The rates stand under both sexes; the published one is read.
sex      = axis {"female", "male"}
abridged = axis {"0", "1_4", "5_9", "10_14", "15_19", "20_24", "25_29", "30_34", "35_39", "40_44",
  "45_49", "50_54", "55_59", "60_64", "65_69", "70_74", "75_79", "80_84", "85plus"}
death_rate = parameter("1/a", sex, abridged) { data {"../data/un1982.csv", "death_rate.age_{abridged}", year = 1982} }

return model "un1982" {
  title = {zh = "联合国1982年模型生命表第34页(男)", en = "UN Model Life Tables (1982), p. 34, males"},
  calendar = false, start = 1982, horizon = 1983, step = 1, time = "a",
  files = {"../lifetable"},
  show = {{title = {zh = "预期寿命", en = "Expectation of life"}, "life_expectancy"}},
}
