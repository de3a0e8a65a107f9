-- a scenario speaks of the years after the start: levers, series and start values are the region's up to it
return scenario "rule_08_history_stays" {
  model = "history",
  levers = { price = 300, spending = 4 },
  assumptions = { output = as "元2020/a" (7) },
}
-- expect: price@2020 = 0
-- expect: price@2021 = 300
-- expect: above_start@2021 = 300
-- expect: knowledge@2020 = 20
-- expect: knowledge@2021 = 24
-- expect: output@2020 = 10
-- expect: output@2021 = 7
-- expect: growth_since@2021 = 0.7
