-- 开放受阻: trade breaks off.
return scenario "closed_trade" {
  title = {zh = "开放受阻", en = "Trade cut off"}, model = "chongqing", based_on = "baseline",
  story = "笔记本电脑与汽车出口受阻，外资撤离，进出口占比在五年里减半。技术扩散放慢，通道经济萎缩，制造业占比随之下降。",
  levers = {
    openness            = path {[2025] = 22, [2030] = 12, [2035] = 11},
    manufacturing_share = default * path {[2025] = 1, [2030] = 0.93, [2035] = 0.92},
    investment_rate     = path {[2025] = 49, [2035] = 41},
    rd_intensity        = default * path {[2025] = 1, [2035] = 0.92},
  },
}
