-- People grow by birth_rate less death_rate a year; output follows them, and works win a point of share a year.
branch     = axis {"farms", "works"}
birth_rate = lever "‰/a" { 10, range = {0, 30}, label = {zh = "出生率", en = "Birth rate"}, chapter = "第一章" }
yield      = lever "万元2020/a/人" { path {[2020] = 2, [2030] = 3}, range = {1, 9}, label = {zh = "人均产出", en = "Output per head"} }
idle       = lever "1" { 0, range = {0, 1}, label = "没有方程读它" }
muted      = lever "1" { 0, range = {0, 1}, label = "乘以零" }
death_rate = parameter "‰/a" { 6, range = {4, 9}, label = "死亡率", source = "made up for the tests" }
spare      = parameter "1" { normal(2, 0.5), estimate = "made up, sd 0.5" }

people     = stock "人" { initial = as "万人" (100), next = people + (births - deaths) * period }
births     = flow "万人/a" { birth_rate * people, start = 1.1, label = {zh = "出生人口", en = "Births"}, iamc = "Population|Births" }
deaths     = flow "万人/a" { death_rate * people, start = 0.6 }
population = level "万人" { people, label = {zh = "常住人口", en = "Population"}, iamc = "Population" }
population = observed "万人" { 100.05, source = "made up for the tests" }

crude_rate = flow "‰/a" { births / people, label = {zh = "粗出生率", en = "Crude birth rate"} }   -- not known in 2020

share_works  = level "%" { as "%" (40) + as "百分点" (1) * (year - start_year), label = {zh = "工业占比", en = "Share of works"} }
output       = flow("亿元2020/a", branch) { people * yield * by(branch) {works = 0.4, others = 0.6} * (1 + muted * 0),
                                            start = {farms = 120, works = 80}, label = {zh = "产出", en = "Output"}, iamc = "GDP" }
output_total = flow "亿元2020/a" { sum(branch, output), start = 200, label = {zh = "总产出", en = "Total output"} }
output_growth = flow "%" { output_total / previous(output_total) - 1, start = 1, label = {zh = "增长率", en = "Growth"} }

check "人口账" { people + (births - deaths) * period, equals = closing(people), within = as "人" (1e-6) }
check "死亡人口" { deaths, equals = death_rate * people, within = as "万人/a" (1e-9) }

output_doubles = outcome "1" { at(output_total, 2030) / at(output_total, 2020), label = {zh = "十年产出之比", en = "Output of ten years"} }
most_births    = outcome "年" { peak_year(births), label = {zh = "出生最多之年", en = "Year of most births"} }

people_twice   = outcome "1" { 1 * output_doubles, note = "names another outcome" }

people_2025 = target "万人" { at(population, 2025), at_least = 101, base = 100, base_year = 2020, year = 2025, kind = "预期性", label = {zh = "2025年人口", en = "People in 2025"}, place = "toy" }
works_2030  = target "%" { at(share_works, 2030), at_least = 50, base = 40, base_year = 2020, year = 2030, kind = "约束性", label = {zh = "工业占比", en = "Share of works"} }
works_2029  = target "%" { at(share_works, 2029), at_least = 48.8, base = 40, base_year = 2020, year = 2029, kind = "预期性", label = {zh = "工业占比之二", en = "Share of works, again"} }
few_births  = target "万人/a" { at(births, 2030), at_most = 0.5, base = 1.1, base_year = 2020, year = 2030, kind = "约束性", label = {zh = "出生人口", en = "Births"} }
growth_2025 = target "%" { growth(output_total, 2020, 2025), about = 4.5, year = 2025, kind = "预期性", label = {zh = "产出增长", en = "Growth of output"} }
doubling    = target "1" { output_doubles, at_least = 2, base = 1, base_year = 2020, year = 2030, kind = "预期性", label = {zh = "十年翻番", en = "Doubling in ten years"} }
schools     = target "1" { at_least = 3, year = 2025, kind = "约束性", label = {zh = "学校", en = "Schools"} }
