return scenario "scenario_08" {
  title = {zh = "情景8：人口与工业产出双稳定", en = "Scenario 8: stable population and industrial output per person from 2002"},
  model = "world3", based_on = "scenario_07",
  story = "人均工业产出以350美元为限，资本寿命延长25%。",
  levers = {
    policy_year = 2002,
    industrial_equilibrium_time = 2002,
    industrial_output_per_capita_desired = 350,
    average_life_of_industrial_capital_2 = 18,
    average_life_of_service_capital_2 = 25,
    average_life_of_agricultural_inputs_2 = 2.5,
  },
}
