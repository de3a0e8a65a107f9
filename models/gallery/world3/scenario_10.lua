return scenario "scenario_10" {
  title = {zh = "情景10：早二十年", en = "Scenario 10: the policies of scenario 9 introduced in 1982"},
  model = "world3", based_on = "scenario_09",
  story = "同样的政策早二十年开始。",
  levers = {
    policy_year = 1982,
    zero_population_growth_time = 1982,
    fertility_control_effectiveness_time = 1982,
    industrial_equilibrium_time = 1982,
    land_life_policy_implementation_time = 1982,
    fraction_of_industrial_capital_allocated_to_obtaining_resources_switch_time = 1982,
  },
}
