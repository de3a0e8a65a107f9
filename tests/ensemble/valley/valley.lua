rise    = parameter "%/a" { normal(1, 0.3), estimate = "made up" }
gain    = parameter "%/a" { triangular(0, 1.5, 4), estimate = "made up" }
size    = parameter "1"   { lognormal(0, 0.1), estimate = "made up" }
bend    = parameter "1"   { choice {0.8, 0.9, 1, weights = {1, 2, 1}}, estimate = "made up" }
fate    = parameter "1"   { uniform(0, 1), estimate = "made up" }
rule    = parameter "1"   { uniform(0, 1), estimate = "made up" }
sampled = parameter "1"   { empirical {"sampled.csv", "sampled"}, estimate = "made up" }
mood    = shock "%/a"     { sd = as "%/a" (0.5), rho = 0.6 }
poison  = lever "1"       { 0, range = {0, 1}, label = {zh = "毒", en = "Poison"} }

people     = stock "人" { initial = as "万人" (100), rate = people * (rise + mood) }
skill      = stock "1"  { initial = 1, rate = skill * gain * sampled }
population = level "万人" { people, label = {zh = "人口", en = "Population"} }
output     = flow "万人" { as "万人" (100) * size * (people / as "万人" (100)) ^ bend * skill * exp(mood * as "a" (1)), start = 100, label = {zh = "产出", en = "Output"} }

-- With poison: not finite in the runs of the least fate, wrong in the runs of the greatest rule.
doom     = level "1" { 1 / max(where(less(fate, 0.002), 1 - poison, 1), 0) }
per_head = flow "1" { output / people * doom, start = 1, label = {zh = "人均产出", en = "Output per head"} }
check "守则" { rule * poison, at_most = 0.997, within = 0 }

twofold = outcome "1" { at(output, 2035) / at(output, 2020), label = {zh = "产出之比", en = "Ratio of output"} }
crowded = target "万人" { at(population, 2035), at_least = 115, year = 2035, kind = "预期性", label = {zh = "2035年人口", en = "People in 2035"} }
