-- in a scenario a path that begins later joins from the start-year value; stairs jump from it; hold = true is constant outside
return scenario "rule_09_scenario_paths" {
  model = "policy",
  levers = { price = path {[2024] = 9}, share = path {[2024] = 50, hold = true}, retired = stairs {[2024] = 40} },
}
-- expect: price@2020 = 1
-- expect: price@2022 = 5
-- expect: price@2025 = 9
-- expect: share@2020 = 10
-- expect: share@2021 = 50
-- expect: share@2024 = 50
-- expect: retired@2023 = 0
-- expect: retired@2024 = 40
