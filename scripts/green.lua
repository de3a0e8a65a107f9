-- 绿色转型: carbon has a price, and the lines and suns are there to answer it.
return scenario "green" {
  title = {zh = "绿色转型", en = "Green transition"}, model = "chongqing", based_on = "plan",
  story = {zh = "碳价与电气化先行，外电与风光跟上，煤电逐步退出并留作应急备用。增长不靠高耗能，二〇三〇年前达峰后稳步下降。",
           en = "A carbon price and electrification go first, imported power, wind and sun follow, and coal power leaves step by step into an emergency reserve. Growth does not rest on heavy energy use; CO2 peaks before 2030 and then falls steadily."},
  levers = {
    carbon_price     = default + ramp {from = 2024, start = 0, to = 2035, reach = 110},
    coal_retired     = stairs {[2028] = 15, [2031] = 30, [2034] = 45},
    electrification  = default + ramp {from = 2025, start = 0, to = 2030, reach = 1.5},
    ev_share         = default * 1.2,
    industrial_upgrading = ramp {from = 2024, start = 0.5, to = 2029, reach = 1},
    building_standard    = ramp {from = 2024, start = 0.5, to = 2029, reach = 1},
    transport_efficiency = ramp {from = 2024, start = 0, to = 2029, reach = 0.6},
    wind_capacity    = default + ramp {from = 2025, start = 0, to = 2035, reach = 300},
    solar_capacity   = default + ramp {from = 2025, start = 0, to = 2035, reach = 1000},
    second_dc_line   = stairs {[2028] = 800},
    import_power     = default + ramp {from = 2027, start = 0, to = 2035, reach = 60},
    forest_cover     = default + ramp {from = 2025, start = 0, to = 2035, reach = 2},
    air_control      = default + ramp {from = 2024, start = 0, to = 2027, reach = 0.3},
    water_saving     = 1.2,
    hukou_reform     = where(less(previous(urbanization_rate), 0.75), 1, 0.3),   -- a policy that looks at the state
  },
}
