return scenario "scenario_07" {
  title = {zh = "情景7：人口零增长政策", en = "Scenario 7: scenario 2 with stable population from 2002"},
  model = "world3", based_on = "scenario_02",
  story = "2002年起每家只要两个孩子，节育完全有效。",
  levers = {
    zero_population_growth_time = 2002,
    fertility_control_effectiveness_time = 2002,
  },
}
