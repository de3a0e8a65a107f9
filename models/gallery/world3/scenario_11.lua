return scenario "scenario_11" {
  title = {zh = "情景11：晚十年", en = "Scenario 11: the policies of scenario 9 introduced in 2012"},
  model = "world3", based_on = "scenario_09",
  story = "同样的政策晚十年开始。",
  levers = {
    policy_year = 2012,
    zero_population_growth_time = 2012,
    fertility_control_effectiveness_time = 2012,
    industrial_equilibrium_time = 2012,
    land_life_policy_implementation_time = 2012,
    fraction_of_industrial_capital_allocated_to_obtaining_resources_switch_time = 2012,
  },
}
