-- 老龄冲击: people live longer, fewer are born and fewer come.
return scenario "ageing" {
  title = {zh = "老龄冲击", en = "Ageing shock"}, model = "chongqing", based_on = "baseline",
  story = {zh = "生育率停在很低的水平，外来人口净流入转为净流出，寿命却更快延长。延迟退休没有全部落实，劳动力比延续情景更早收缩。",
           en = "Fertility stays very low, net migration turns from in to out, and lives lengthen faster. Later retirement is only partly carried out, so the labour force shrinks earlier than in the continuation."},
  levers = {
    life_expectancy  = default + ramp {from = 2021, start = 0, to = 2035, reach = 1.5},
    fertility_support = 0,
    retirement_delay = default * 0.4,
  },
  assumptions = {
    fertility_long_run = path {[2025] = 0.78, [2035] = 0.72},
    migration_mean     = -1.5,
  },
}
