return scenario "scenario_06" {
  title = {zh = "情景6：加上资源节约技术", en = "Scenario 6: scenario 5 with resource efficiency technology"},
  model = "world3", based_on = "scenario_05",
  story = "各项技术并举，成本渐高。",
  levers = {
    resource_technology_change = 0.04,
  },
}
