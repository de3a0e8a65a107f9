-- US Census Bureau, Population Analysis Spreadsheets, LTPOPDTH: males, rates from deaths and exposure.
sex      = axis {"female", "male"}
abridged = axis {"0", "1_4", "5_9", "10_14", "15_19", "20_24", "25_29", "30_34", "35_39", "40_44", "45_49", "50_54",
  "55_59", "60_64", "65_69", "70_74", "75_79", "80_84", "85_89", "90_94", "95_99", "100plus"}
exposure   = parameter("人·a", abridged) { data {"../data/pas.csv", "exposure.age_{abridged}", year = 1994} }
deaths     = parameter("人", abridged)   { data {"../data/pas.csv", "deaths.age_{abridged}", year = 1994} }
death_rate = parameter("1/a", sex, abridged) { deaths / exposure }

return model "pas" {
  title = {zh = "美国普查局人口分析表(男)", en = "US Census Bureau PAS, males"},
  calendar = false, start = 1994, horizon = 1995, step = 1, time = "a",
  files = {"../lifetable"},
  show = {{title = {zh = "预期寿命", en = "Expectation of life"}, "life_expectancy"}},
}
