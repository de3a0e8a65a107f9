return scenario "scenario_02" {
  title = {zh = "情景2：资源更丰富", en = "Scenario 2: more abundant nonrenewable resources"},
  model = "world3", based_on = "scenario_01",
  story = "资源翻倍且更易开采。增长更久，污染随之高涨。",
  levers = {
    fraction_of_industrial_capital_allocated_to_obtaining_resources_switch_time = 2002,
  },
  assumptions = {
    initial_nonrenewable_resources = 2e12,
    fraction_of_capital_allocated_to_obtaining_resources_2 = lookup(fraction_of_resources_remaining,
      {[0] = 1, [0.1] = 0.1, [0.2] = 0.05, [1] = 0.05}),
  },
}
