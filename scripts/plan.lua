-- 规划: the levers of the plan are pulled as far as it says, and no further.
return scenario "plan" {
  title = {zh = "规划", en = "The plan"}, model = "chongqing", based_on = "baseline",
  story = {zh = "研发、数字经济、托育、教育、绿化按规划指标到位，第二条西北电力通道在下一个五年投产。规划说到的杠杆拉到规划的刻度，规划没有说的保持延续。",
           en = "R&D, the digital economy, childcare, schooling and forests reach what the plan says, and a second line from the north-west opens in the next five years. A lever that the plan names is pulled to its mark; what it does not name goes on."},
  levers = {
    rd_intensity     = path {[2021] = 2.16, [2025] = 2.55, [2035] = 3.3},    -- 专栏2 第5项
    digital_share    = path {[2025] = 35, [2035] = 48},                      -- 专栏2 第4项
    life_expectancy  = default + ramp {from = 2025, start = 0, to = 2035, reach = 0.4},   -- 专栏2 第13项
    childcare_places = path {[2025] = 4, [2035] = 6},                        -- 专栏2 第15项
    fertility_support = path {[2025] = 0.3, [2035] = 0.5},                   -- 第四十二章
    hukou_reform     = path {[2025] = 0.4, [2035] = 0.8},                    -- 第十七章
    forest_cover     = path {[2022] = 55.04, [2025] = 57, [2035] = 58},      -- 专栏2 第23项
    medical_effort   = path {[2022] = 1.7, [2026] = 1.7, [2035] = 1.2},      -- 专栏2 第16项
    safety_effort    = 1.4,                                                  -- 专栏2 第25项
    industrial_upgrading = ramp {from = 2021, start = 0, to = 2025, reach = 0.5},   -- 第三十五章
    building_standard    = ramp {from = 2021, start = 0, to = 2025, reach = 0.5},
    second_dc_line   = stairs {[2029] = 800},                                -- 第十二章第三节
    import_power     = default + ramp {from = 2028, start = 0, to = 2035, reach = 180},
    water_saving     = 1.1,                                                  -- 第三十五章第三节
    cluster_support  = path {[2025] = 0.5},                                  -- 第八章
    enrolment_effort = path {[2025] = 0.4},                                  -- 第三十八章
    schooling_effort = ramp {from = 2021, start = 0.2, to = 2025, reach = 0.6},   -- 专栏2 第12项
    business_environment = path {[2025] = 0.7},                              -- 第十九章
  },
}
