gdp = flow "亿元2020/a" { previous(gdp) * (1 + as "%" (10)), start = 100 }
gdp = observed "亿元2020/a" { path {[2015] = 50, [2020] = 100} }
humps = lever "1" { path {[2020] = 1, [2022] = 5, [2024] = 2} }
doubling = outcome "1" { at(gdp, 2022) / at(gdp, 2020) }
against = outcome "1" { at(gdp, 2020) / at(gdp, 2015) }
pace = outcome "%" { growth(gdp, 2020, 2024) }
sum_up = outcome "亿元2020" { total(gdp, 2020, 2022) }
mean_up = outcome "亿元2020/a" { mean_over(gdp, 2021, 2022) }
top = outcome "年" { peak_year(humps) }
edge = outcome "1" { peak_at_edge(humps) }
rising = outcome "1" { peak_at_edge(gdp) }
sinking = outcome "1" { peak_at_edge(1 / gdp) }
k = stock "1" { initial = 5, rate = as "1/a" (-1) }
late = flow "1" { k }
late_top = outcome "1" { peak(late) }
late_when = outcome "年" { peak_year(late) }
late_edge = outcome "1" { peak_at_edge(late) }
height = outcome "1" { peak(humps) }
floor_of = outcome "1" { lowest(humps) }
early = outcome "1" { doubling * 2 }
further = target "%" { (doubling - 1), at_least = 10, base = 0 }
goal = target "亿元2020/a" { at(gdp, 2024), at_least = 140, base = 100, base_year = 2020, kind = "预期性", place = "专栏2" }
later = target "亿元2020/a" { at_least = 200, year = 2035 }
return model "outcomes" { calendar = true, start = 2020, horizon = 2024, files = {} }
-- expect: doubling = 1.21
-- expect: against = 2
-- expect: pace = 10
-- expect: sum_up = 231
-- expect: mean_up = 115.5
-- expect: top = 2022
-- expect: edge = 0
-- expect: rising = 1
-- expect: sinking = 1
-- expect start unknown: late
-- expect: late_top = 5
-- expect: late_when = 2021
-- expect: late_edge = 1
-- expect: height = 5
-- expect: floor_of = 1
-- expect: goal = 146.41
-- expect: early = 2.42
-- expect: further = 21
