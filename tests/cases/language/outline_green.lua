-- the scenario of the same paper; what is before the start stays, whatever the levers say
return scenario "outline_green" {
  title = {zh = "绿色转型", en = "Green transition"}, model = "outline", based_on = "outline_baseline",
  story = "碳价与电气化先行，外电与风光跟上，煤电逐步退出。增长不靠高耗能，2030年前达峰后稳步下降。",
  levers = {
    carbon_price    = ramp {from = 2021, start = 40, to = 2035, reach = 300},
    coal_retired    = stairs {[2028] = 20, [2032] = 50},
    electrification = path {[2030] = 7},                       -- joins the 2020 value, then holds
    import_power    = default + ramp {from = 2026, start = 0, to = 2035, reach = 150},
    ev_share        = default * 1.2,
    hukou_reform    = where(less(previous(urbanization_rate), 0.75), 1, 0.3),   -- a feedback policy
  },
  assumptions = { tfp_base = normal(0.9, 0.3) },
}
-- expect: co2@2020 = 156.6 ~ 3e-4
-- expect: carbon_price@2020 = 0
-- expect: carbon_price@2021 = 40
-- expect: carbon_price@2028 = 170
-- expect: coal_retired@2027 = 0
-- expect: coal_retired@2028 = 20
-- expect: coal_retired@2035 = 50
-- expect: electrification@2020 = 6
-- expect: electrification@2025 = 6.5
-- expect: electrification@2035 = 7
-- expect: import_power@2025 = 480
-- expect: import_power@2026 = 590
-- expect: import_power@2035 = 1000
-- expect: ev_share@2020 = 1
-- expect: ev_share@2035 = 50.4
-- expect: hukou_reform@2021 = 1
-- expect: hukou_reform@2035 = 0.3
-- expect: tfp_base@2021 = 0.9
