-- at_start takes a name or a slice of one: a stock or level at the end of the start year, a flow or path in the start year
area = axis {"urban", "rural"}
k = stock("元2020", area) { initial = {urban = 10, rural = 20}, rate = k * as "%/a" (100) }
l = level("元2020", area) { 2 * k }
f = flow "元2020/a" { as "元2020/a" (5), start = 4 }
p = lever "1" { path {[2020] = 1, [2022] = 3} }
s = series "1" { path {[2020] = 10, [2022] = 30} }
all = flow("元2020", area) { at_start(k) + at_start(l) }
slice = flow "元2020" { at_start(k[area.rural]) }
flow_then = flow "元2020/a" { at_start(f) }
paths_then = flow "1" { at_start(p) + at_start(s) }
ratio = flow("1", area) { index(k) }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect: all[0]@2022 = 30
-- expect: all[1]@2022 = 60
-- expect: slice@2022 = 20
-- expect: flow_then@2021 = 4
-- expect: paths_then@2022 = 11
-- expect: ratio[1]@2022 = 2
