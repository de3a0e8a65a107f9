-- Deer graze, grass grows back; some runs eat the valley bare, and a check says so.
age      = axis {from = 0, to = 9, open = true}
rebound  = parameter "1/a" { normal(0.45, 0.05), estimate = "made up" }
capacity = parameter "万t" { lognormal(4.2, 0.15), estimate = "made up" }
appetite = parameter "t/人/a" { gamma(30, 0.006), estimate = "made up" }
birth    = parameter "1/a" { beta(9, 14), estimate = "made up" }
survival = parameter "%" { pert(74, 84, 92), estimate = "made up" }
hunger   = parameter "1" { uniform(0.4, 1.6), estimate = "made up" }
scale    = parameter "1" { student_t(9, 1, 0.02), estimate = "made up" }
half     = parameter "1" { triangular(0.2, 0.35, 0.6), estimate = "made up" }
herd     = parameter "1" { choice {0.8, 1, 1.3, weights = {1, 2, 1}}, estimate = "made up" }
market   = parameter "1" { loguniform(0.3, 3), estimate = "made up" }
taste    = parameter "1" { truncated_normal(0.8, 0.3, 0.2, 1.6), estimate = "made up" }
weather  = shock "1" { sd = 0.08, rho = 0.6 }
luck     = shock "1" { sd = 0.03, rho = 0 }

meadow = stock "万t" { initial = 40, next = meadow + (regrowth - grazed) * period }
plenty = level "1" { meadow / capacity }
fed    = level "1" { plenty / (half + plenty) }
animals = stock("人", age) {
  initial = as "人" (9000) * herd * exp(-0.35 * age),
  next = place(born * period, age[0]) + advance(animals * survival * fed ^ (0.1 * hunger), age),
}
deer     = level "人" { sum(age, animals), label = {zh = "鹿", en = "Deer"} }
old_deer = level "人" { sum(age(6, 9), animals), label = {zh = "老鹿", en = "Old deer"} }
born     = flow "人/a" { birth * exp(luck) * fed ^ hunger * sum(age(2, 9), animals), start = 2000, label = {zh = "新生", en = "Born"} }
grass    = level "万t" { meadow, label = {zh = "草", en = "Grass"} }
grazed   = flow "万t/a" { appetite * fed * deer * as "1" (20), start = 20, label = {zh = "吃掉", en = "Grazed"} }
regrowth = flow "万t/a" { rebound * exp(weather) * scale * meadow * (1 - plenty), start = 20, label = {zh = "再生", en = "Regrowth"} }
price    = solve "1" { zero = price * exp(taste * price) - market * fed, between = {0, 9}, label = {zh = "草价", en = "Price"} }
worth    = flow "1" { log(1 + price) * sqrt(fed) + sin(weather), start = 0.5, label = {zh = "价值", en = "Worth"} }
weather_now = flow "1" { weather, start = 0, label = {zh = "天气", en = "Weather"} }

check "草地未尽" { meadow, at_least = as "万t" (3) }

most_deer = outcome "人" { peak(deer), label = {zh = "最多的鹿", en = "Most deer"} }
herd_2040 = target "人" { at(deer, 2040), at_least = 30000, year = 2040, kind = "预期性", label = {zh = "2040年的鹿", en = "Deer in 2040"}, place = "made up" }
lean_year = target "万t" { lowest(grass), at_least = 15, year = 2040, kind = "约束性", label = {zh = "最瘦之年", en = "Leanest year"}, place = "made up" }
