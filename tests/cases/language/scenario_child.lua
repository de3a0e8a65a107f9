return scenario "scenario_child" {
  based_on = "scenario_parent", horizon = 2022,
  levers = {
    price = default * 1.5,                          -- what the parent had
    retired = stairs {[2022] = 30},                 -- jumps
  },
  assumptions = {
    growth_rate = normal(4, 1),
    lag = 2,
    double = 3 * output,                            -- a level, whose equation is replaced
  },
  correlate = {{"growth_rate", "lag", 0.2}},
  targets = { my_goal = target "元2020" {at(output, 2022), at_least = 100} },
}
-- expect: price@2021 = 15
-- expect: share@2022 = 50
-- expect: retired@2021 = 0
-- expect: retired@2022 = 30
-- expect: growth_rate@2021 = 4
-- expect: output@2022 = 108.16
-- expect: double@2022 = 324.48
-- expect: my_goal = 108.16
