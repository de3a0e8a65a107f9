return scenario "scenario_09" {
  title = {zh = "情景9：双稳定加技术，可持续", en = "Scenario 9: scenario 8 with technologies for pollution, resources and land"},
  model = "world3", based_on = "scenario_08",
  story = "双稳定与各项技术合用，约80亿人长期维持。",
  levers = {
    persistent_pollution_technology_change = 0.04,
    land_yield_technology_change = 0.04,
    resource_technology_change = 0.04,
    land_life_policy_implementation_time = 2002,
  },
}
