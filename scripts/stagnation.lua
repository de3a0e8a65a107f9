-- 低增长: productivity stands still and nobody invests.
return scenario "stagnation" {
  title = {zh = "低增长", en = "Low growth"}, model = "chongqing", based_on = "baseline",
  story = "外部需求疲弱，房地产调整拖累投资，研发与数字化停步，全要素生产率几乎不再提高。能源需求随之走低，但转型也缺少资金。",
  levers = {
    investment_rate = path {[2025] = 46, [2035] = 36},
    rd_intensity    = path {[2025] = 2.3, [2035] = 2.2},
    digital_share   = path {[2025] = 30, [2035] = 33},
    openness        = path {[2025] = 21, [2035] = 18},
    carbon_price    = default * 0.6,
    electrification = path {[2025] = 5, [2035] = 2},
    ev_share        = default * 0.85,
  },
  assumptions = { tfp_long_run = default - 0.8 },
}
