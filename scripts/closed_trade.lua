-- 开放受阻: trade breaks off.
return scenario "closed_trade" {
  title = {zh = "开放受阻", en = "Trade cut off"}, model = "chongqing", based_on = "baseline",
  story = {zh = "笔记本电脑与汽车出口受阻，外资撤离，进出口占比在五年里减半。技术扩散放慢，通道经济萎缩，制造业占比随之下降。",
           en = "Exports of notebooks and cars are blocked, foreign capital leaves, and trade over output halves in five years. Technology spreads more slowly, the corridor economy shrinks and the share of manufacturing falls with it."},
  levers = {
    openness            = default * path {[2021] = 1, [2025] = 1, [2030] = 0.5, [2035] = 0.46},
    manufacturing_share = default * path {[2021] = 1, [2025] = 1, [2030] = 0.93, [2035] = 0.92},
    investment_rate     = default - ramp {from = 2025, start = 0, to = 2030, reach = 3},
    rd_intensity        = default * path {[2021] = 1, [2025] = 1, [2035] = 0.92},
  },
}
