-- 高质量发展: knowledge instead of volume.
return scenario "high_quality" {
  title = {zh = "高质量发展", en = "High-quality development"}, model = "chongqing", based_on = "plan",
  story = "研发强度赶上全国前列，数字经济与现代服务业接过增长，投资率让位给消费。增长更多来自全要素生产率，同样的产出少用能源、少占土地。",
  levers = {
    rd_intensity        = path {[2025] = 2.8, [2035] = 4.0},
    digital_share       = path {[2025] = 37, [2035] = 55},
    modern_services     = path {[2025] = 0.3, [2035] = 0.8},
    manufacturing_share = path {[2025] = 28, [2035] = 27},
    investment_rate     = path {[2025] = 49, [2035] = 41},
    schooling_effort    = path {[2025] = 0.4, [2035] = 1.0},
    openness            = path {[2025] = 26, [2035] = 32},
    business_environment = path {[2025] = 0.4, [2035] = 1.0},
    industrial_upgrading = path {[2025] = 1.0, [2035] = 1.0},
    hukou_reform        = path {[2025] = 0.5, [2035] = 1.0},
    carbon_price        = default * 1.3,
    land_saving         = path {[2025] = 1.0},
  },
}
