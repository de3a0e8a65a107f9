return scenario "scenario_04" {
  title = {zh = "情景4：加上土地增产", en = "Scenario 4: more resources, pollution control and land yield enhancement"},
  model = "world3", based_on = "scenario_03",
  story = "单产技术每年最多提高4%。土地侵蚀加剧。",
  levers = {
    land_yield_technology_change = 0.04,
  },
}
