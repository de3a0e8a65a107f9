-- 绿色转型: carbon has a price, and the lines and suns are there to answer it.
return scenario "green" {
  title = {zh = "绿色转型", en = "Green transition"}, model = "chongqing", based_on = "plan",
  story = "碳价与电气化先行，外电与风光跟上，煤电逐步退出并留作应急备用。增长不靠高耗能，二〇三〇年前达峰后稳步下降。",
  levers = {
    carbon_price     = ramp {from = 2021, start = 10, to = 2035, reach = 300},
    coal_retired     = stairs {[2028] = 20, [2032] = 50},
    electrification  = path {[2025] = 7, [2035] = 5},
    ev_share         = path {[2025] = 12, [2035] = 60},
    industrial_upgrading = path {[2025] = 1.0, [2035] = 1.2},
    building_standard    = path {[2025] = 1.0, [2035] = 1.2},
    transport_efficiency = path {[2025] = 0.5, [2035] = 0.8},
    wind_capacity    = path {[2025] = 240, [2035] = 700},
    solar_capacity   = path {[2025] = 300, [2035] = 1500},
    second_dc_line   = stairs {[2028] = 800},
    import_power     = default + ramp {from = 2026, start = 0, to = 2035, reach = 250},
    forest_cover     = path {[2025] = 57, [2035] = 60},
    air_control      = path {[2025] = 1.2, [2035] = 1.0},
    water_saving     = 1.2,
    hukou_reform     = where(less(previous(urbanization_rate), 0.75), 1, 0.3),   -- a policy that looks at the state
  },
}
