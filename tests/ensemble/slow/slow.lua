spot  = axis {from = 1, to = 80}
pull  = parameter "1" { normal(0.5, 0.1), estimate = "made up" }
heat  = stock("1", spot) { initial = 1 + spot / 80, rate = (exp(-heat * pull) - heat ^ pull) / as "a" (20) }
warm  = level "1" { mean(spot, heat), label = {zh = "温度", en = "Warmth"} }
late  = outcome "1" { at(warm, 2000), label = {zh = "末值", en = "In the end"} }
