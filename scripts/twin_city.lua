-- 双城经济圈: Chengdu and Chongqing grow together.
return scenario "twin_city" {
  title = {zh = "双城经济圈", en = "Chengdu-Chongqing twin city"}, model = "chongqing", based_on = "plan",
  story = "成渝中线高铁与共同市场把两座城市连成一个劳动力市场和产业集群，人口与企业向经济圈集聚。川渝电网一体化，四川的水电更多地送进重庆。",
  levers = {
    openness        = path {[2025] = 26, [2035] = 31},
    digital_share   = path {[2025] = 36, [2035] = 51},
    hukou_reform    = path {[2025] = 0.6, [2035] = 1.0},
    people_land_link = path {[2025] = 0.4, [2035] = 0.8},
    county_towns    = path {[2025] = 0.4, [2035] = 0.8},
    cluster_support = path {[2025] = 0.6, [2035] = 1.0},
    uhv_ac_line     = stairs {[2025] = 400, [2029] = 800},
    import_power    = default + stairs {[2029] = 100},
  },
  assumptions = { migration_mean = default + 2, clean_new = 68, factor_new = 0.26 },
}
