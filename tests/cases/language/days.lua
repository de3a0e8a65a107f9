-- a model without a calendar, in days, by quarter steps: times are counted
level_of = stock "1" { initial = 1, rate = level_of * as "1/d" (0.1) }
shown = level "1" { level_of + 0 }
tick = flow "1" { year }
return model "days" { start = 0, horizon = 1, step = 0.25, time = "d", files = {} }
-- expect: level_of@0.5 = 1.050625
-- expect: shown@1 = 1.103812890625
-- expect: tick@0.75 = 0.75
