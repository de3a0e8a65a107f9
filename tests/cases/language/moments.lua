-- closing, average, previous, at_start, index of stocks, levels, flows and paths
k = stock "元2020" { initial = 100, rate = invest - as "%/a" (10) * k }
invest = flow "元2020/a" { path_of, start = 12 }
path_of = lever "元2020/a" { path {[2020] = 10, [2021] = 20, [2023] = 40} }
twice = level "元2020" { 2 * k }
closed = flow "元2020" { closing(k) }
mean_of = flow "元2020" { average(twice) }
before_flow = flow "元2020/a" { previous(invest) }
before_path = flow "元2020/a" { previous(path_of) }
two_ago = flow "元2020/a" { previous(path_of, 2) }
relative = flow "1" { index(invest) }
grown = flow "1" { closing(k) / k - 1 }
first = flow "元2020" { at_start(k) }
k = observed "元2020" { path {[2018] = 80, [2019] = 90} }
opening_last = flow "元2020" { previous(k) }
earlier = flow "元2020" { before(k, 2) }
path_of_2019 = flow "元2020/a" { previous(path_of, 3) }
return model "moments" { calendar = true, start = 2020, horizon = 2023, files = {} }
-- expect: invest@2020 = 12
-- expect: invest@2021 = 20
-- expect: k@2021 = 110
-- expect: closed@2021 = 110
-- expect: mean_of@2021 = 210
-- expect: before_flow@2021 = 12
-- expect: before_flow@2022 = 20
-- expect: before_path@2021 = 10
-- expect: two_ago@2022 = 10
-- expect: two_ago@2023 = 20
-- expect: relative@2021 = 1.6666666666666667
-- expect: grown@2021 = 0.1
-- expect: first@2023 = 100
-- expect: opening_last@2021 = 90
-- expect: opening_last@2022 = 100
-- expect: earlier@2023 = 80
-- expect: twice@2022 = 258
-- expect: k@2022 = 129
-- expect start unknown: grown
