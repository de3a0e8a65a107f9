return scenario "scenario_05" {
  title = {zh = "情景5：加上水土保持", en = "Scenario 5: scenario 4 with land erosion protection"},
  model = "world3", based_on = "scenario_04",
  story = "2002年起保护耕地。",
  levers = {
    land_life_policy_implementation_time = 2002,
  },
}
