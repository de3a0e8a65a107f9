p = parameter "1" { 4 }
s = flow "1" { sqrt(p) }
l = flow "1" { lookup(p, {[0] = 0, [2] = 10, [5] = 40}) }
even = flow "1" { lookup(p / 2, {[0] = 0, [1] = 10, [2] = 40, [3] = 50}) }
outside = flow "1" { lookup(p * 10, {[0] = 0, [2] = 10, [5] = 40}) }
curved = flow "1" { lookup(p, {[0] = 0, [2] = 4, [4] = 16, [6] = 36, smooth = true}) }
c = flow "1" { clamp(p, 0, 3) + clamp(p, 5, 6) }
w = flow "1" { where(both(more(p, 3), less(p, 5)), 1, 2) }
n = flow "1" { where(neither(same(p, 3), at_most(p, 2)), 1, 2) + where(either(same(p, 4), same(p, 5)), 10, 20) }
power = flow "1" { p ^ 1.5 + p ^ -1 + p ^ 2 }
m = flow "1" { min(p, 7, 3) + max(1, p) }
g = flow "1" { logistic(p - 4) }
a = flow "1" { abs(1 - p) + floor(p / 3) }
root_unit = flow "万人" { sqrt(as "万人" (4) * as "人" (10000)) }
y = flow "1" { year - start_year }
return model "functions" { calendar = true, start = 2020, horizon = 2021, files = {} }
-- expect: s@2021 = 2
-- expect: l@2021 = 30
-- expect: even@2021 = 40
-- expect: outside@2021 = 40
-- expect: curved@2021 = 16
-- expect: c@2021 = 8
-- expect: w@2021 = 1
-- expect: n@2021 = 11
-- expect: power@2021 = 24.25
-- expect: m@2021 = 7
-- expect: g@2021 = 0.5
-- expect: a@2021 = 4
-- expect: root_unit@2021 = 2
-- expect: y@2021 = 1
