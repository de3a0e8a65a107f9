decay = parameter "1/a" { 0.5 }
x = stock "1" { initial = 1, rate = -decay * x }
e = flow "1" { exp(-decay * year * period / as "1" (0.25)) }
gap = outcome "1" { at(x, 2) / at(e, 2) - 1 }
forced = stock "a" { initial = 0, rate = where(at_least(year, 1), 1, 0) * 0 + 2 * year }
return model "rk4" { start = 0, horizon = 2, step = 0.25, method = "rk4", files = {} }
-- expect: x@0.25 = 0.88249715169270837
-- expect: x@2 = 0.36787944117144233 ~ 3e-5
-- expect: forced@2 = 4
