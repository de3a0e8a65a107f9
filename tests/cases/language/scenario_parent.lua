return scenario "scenario_parent" {
  title = {zh = "父", en = "Parent"}, story = "一句话。两句话。", model = "policy",
  levers = {
    price = 10,
    share = path {[2022] = 50},                     -- starts after the first simulated year: joins from the start value
  },
  assumptions = { growth_rate = 5 },
}
-- expect: price@2020 = 1
-- expect: price@2021 = 10
-- expect: share@2021 = 30
-- expect: share@2022 = 50
-- expect: growth_rate@2021 = 5
-- expect: output@2021 = 105
-- expect text: scenario.title.en = Parent
-- expect text: scenario.story = 一句话。两句话。
