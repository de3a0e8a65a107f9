return scenario "scenario_01" {
  title = {zh = "情景1：参考情景", en = "Scenario 1: a reference point"},
  model = "world3", based_on = "standard",
  story = "与 standard 相同。",
}
