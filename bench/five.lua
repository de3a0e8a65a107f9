-- Five stocks, a power of two kinds and an exponential of two in every step: a Cobb-Douglas economy whose carbon warms it.
-- Made-up numbers; bench/five.c and bench/peers hold the same equations.
share        = parameter "1" { uniform(0.30, 0.40), estimate = "made up" }
progress     = parameter "1" { uniform(0.005, 0.02), estimate = "made up" }
depreciation = parameter "1" { uniform(0.04, 0.06), estimate = "made up" }
sensitivity  = parameter "1" { uniform(0.01, 0.03), estimate = "made up" }
capital_0    = parameter "1" { uniform(2, 4), estimate = "made up" }
labour_0     = parameter "1" { uniform(8, 10), estimate = "made up" }

local a_year = as "1/a" (1)
capital      = stock "1" { initial = capital_0, rate = (0.25 * output - depreciation * capital) * a_year }
productivity = stock "1" { initial = 1, rate = productivity * (exp(progress - 0.002 * warmth) - 1) * a_year }
labour       = stock "1" { initial = labour_0, rate = 0.01 * labour * (1 - labour / 20) * a_year }
carbon       = stock "1" { initial = 2, rate = min(1, 0.1 * emission) * a_year }
warmth       = stock "1" { initial = 1, rate = (max(0, sensitivity * (carbon - 2)) - 0.01 * warmth) * a_year }
output       = flow "1" { productivity * (capital ^ share * labour ^ (1 - share)), label = {zh = "产出", en = "Output"} }
emission     = flow "1" { output * exp(-0.02 * carbon), label = {zh = "排放", en = "Emissions"} }
carbon_last  = outcome "1" { at(carbon, 60), label = {zh = "末年的碳", en = "Carbon of the last year"} }

return model "five" {
  title = {zh = "五个存量", en = "Five stocks"}, calendar = false, start = 0, horizon = 60, step = 1, time = "a",
  show = {{title = {zh = "经济", en = "Economy"}, "capital", "productivity", "labour", "carbon", "warmth", "output", "emission"}},
}
