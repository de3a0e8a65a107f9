-- 双城经济圈: Chengdu and Chongqing grow together.
return scenario "twin_city" {
  title = {zh = "双城经济圈", en = "Chengdu-Chongqing twin city"}, model = "chongqing", based_on = "plan",
  story = {zh = "成渝中线高铁与共同市场把两座城市连成一个劳动力市场和产业集群，人口与企业向经济圈集聚。川渝电网一体化，四川的水电更多地送进重庆。",
           en = "A fast railway and a common market make one labour market and one cluster of Chengdu and Chongqing, and people and firms gather there. The grids of the two are joined, and more of Sichuan's hydropower comes to Chongqing."},
  levers = {
    openness        = default + ramp {from = 2025, start = 0, to = 2035, reach = 7},
    digital_share   = default + ramp {from = 2023, start = 0, to = 2035, reach = 3},
    hukou_reform    = ramp {from = 2021, start = 0.1, to = 2033, reach = 1},
    people_land_link = ramp {from = 2021, start = 0.1, to = 2033, reach = 0.8},
    county_towns    = ramp {from = 2021, start = 0.1, to = 2033, reach = 0.8},
    cluster_support = ramp {from = 2021, start = 0.1, to = 2033, reach = 1},
    uhv_ac_line     = default + stairs {[2029] = 400},
    import_power    = default + stairs {[2029] = 80},
  },
  assumptions = { migration_mean = default + 2, clean_new = default + 8, factor_new = default * 0.8 },
}
