return scenario "scenario_03" {
  title = {zh = "情景3：加上污染治理技术", en = "Scenario 3: more resources and pollution control technology"},
  model = "world3", based_on = "scenario_02",
  story = "2002年起每年最多减排4%。污染受控，粮食跟不上。",
  levers = {
    policy_year = 2002,
    persistent_pollution_technology_change = 0.04,
  },
}
