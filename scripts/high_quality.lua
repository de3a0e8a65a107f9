-- 高质量发展: knowledge instead of volume.
return scenario "high_quality" {
  title = {zh = "高质量发展", en = "High-quality development"}, model = "chongqing", based_on = "plan",
  story = {zh = "研发强度赶上全国前列，数字经济与现代服务业接过增长，投资率让位给消费。增长更多来自全要素生产率，同样的产出少用能源、少占土地。",
           en = "R&D catches up with the leading provinces, the digital economy and modern services carry growth, and investment gives way to consumption. More of growth comes from productivity, and the same output takes less energy and less land."},
  levers = {
    rd_intensity        = default + ramp {from = 2023, start = 0, to = 2035, reach = 0.9},
    digital_share       = default + ramp {from = 2023, start = 0, to = 2035, reach = 7},
    modern_services     = ramp {from = 2023, start = 0, to = 2033, reach = 0.8},
    manufacturing_share = default + ramp {from = 2024, start = 0, to = 2035, reach = 1.5},
    investment_rate     = default - ramp {from = 2024, start = 0, to = 2035, reach = 3},
    schooling_effort    = ramp {from = 2023, start = 0, to = 2033, reach = 1},
    openness            = default + ramp {from = 2025, start = 0, to = 2035, reach = 8},
    business_environment = ramp {from = 2023, start = 0, to = 2035, reach = 1},
    industrial_upgrading = ramp {from = 2023, start = 0.5, to = 2028, reach = 1},
    hukou_reform        = ramp {from = 2021, start = 0.1, to = 2033, reach = 1},
    carbon_price        = default * 1.3,
    land_saving         = ramp {from = 2023, start = 0, to = 2026, reach = 1},
  },
}
