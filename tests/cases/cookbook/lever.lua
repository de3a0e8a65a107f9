-- models/chongqing/mine.lua
night_economy = lever "1" { path {[2020] = 0}, range = {0, 1}, chapter = "第十四章",
  label = {zh = "夜间经济力度", en = "Night economy"} }
night_effect  = parameter "%" { truncated_normal(3, 1, 0, 6), range = {0, 8}, source = "assumption",
  label = {zh = "夜间经济对零售额的提升", en = "Rise of retail sales at full support"} }
