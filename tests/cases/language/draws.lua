-- a point run takes the median of each distribution, in the declared unit
a = parameter "%" { uniform(2, 6) }
b = parameter "1" { loguniform(1, 100) }
c = parameter "1" { normal(5, 2) }
d = parameter "1" { lognormal(0, 0.3) }
e = parameter "1" { truncated_normal(0, 1, -1, 1) }
f = parameter "1" { triangular(0, 1, 4) }
g = parameter "1" { beta(2, 2) }
h = parameter "万人" { beta(2, 2, 10, 20) }
i = parameter "1" { pert(0, 5, 10) }
j = parameter "1" { gamma(1, 2) }
k = parameter "1" { student_t(5) }
l = parameter "1" { student_t(5, 3, 2) }
m = parameter "1" { choice {1, 2, 7} }
n = parameter "1" { choice {1, 2, 7, weights = {1, 1, 5}} }
o = parameter "1" { empirical {"data/numbers.csv", "drawn"} }
p = lever "%" { path {[2020] = 1, [2022] = 3} * lognormal(0, 0.1) }
return model "draws" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect: a@2021 = 4
-- expect: b@2021 = 10
-- expect: c@2021 = 5
-- expect: d@2021 = 1
-- expect: e@2021 = 0
-- expect: f@2021 = 1.5505102572168219
-- expect: g@2021 = 0.5 ~ 1e-9
-- expect: h@2021 = 15 ~ 1e-9
-- expect: i@2021 = 5 ~ 1e-9
-- expect: j@2021 = 1.3862943611198906 ~ 1e-9
-- expect: k@2021 = 0
-- expect: l@2021 = 3
-- expect: m@2021 = 2
-- expect: n@2021 = 7
-- expect: o@2021 = 2
-- expect: p@2021 = 2
