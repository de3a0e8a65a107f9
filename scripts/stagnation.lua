-- 低增长: productivity stands still and nobody invests.
return scenario "stagnation" {
  title = {zh = "低增长", en = "Low growth"}, model = "chongqing", based_on = "baseline",
  story = {zh = "外部需求疲弱，房地产调整拖累投资，研发与数字化停步，全要素生产率几乎不再提高。能源需求随之走低，但旧设备更新得慢，转型也缺少资金。",
           en = "Demand from outside is weak, the adjustment of real estate drags investment down, R&D and the digital economy stand still and productivity hardly rises. Energy use is lower for it, but old plant is replaced slowly and the transition lacks money."},
  levers = {
    investment_rate = default - ramp {from = 2023, start = 0, to = 2030, reach = 8},
    rd_intensity    = default - ramp {from = 2023, start = 0, to = 2035, reach = 0.8},
    digital_share   = default - ramp {from = 2023, start = 0, to = 2035, reach = 9},
    openness        = default - ramp {from = 2025, start = 0, to = 2035, reach = 6},
    carbon_price    = default * 0.6,
    electrification = default - ramp {from = 2025, start = 0, to = 2030, reach = 1.5},
    ev_share        = default * 0.85,
  },
  assumptions = { tfp_long_run = default - 0.8 },
}
