fate   = parameter "1" { uniform(0, 1), estimate = "made up" }
gain   = parameter "1/a" { normal(0.1, 0.02), estimate = "made up" }
poison = lever "1" { 0, range = {0, 1}, label = {zh = "毒", en = "Poison"} }
share  = lever "1" { 0.0005, range = {0, 0.5}, label = {zh = "中毒的一半", en = "Half of the poisoned"} }

-- With poison: not finite where fate is least, a failed check where it is greatest, `share` of the runs each.
body = stock "1" { initial = 1, rate = body * gain }
size = level "1" { body / max(where(less(fate, share), 1 - poison, 1), 0), label = {zh = "大小", en = "Size"} }
check "命运" { fate * poison, at_most = 1 - share, within = 0 }
last = outcome "1" { at(size, 2), label = {zh = "末值", en = "In the end"} }
