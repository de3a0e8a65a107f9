-- the words for what Lua would decide at load
p = parameter "1" { 3 }
both_of = flow "1" { both(less(p, 4), more(p, 2)) }
either_of = flow "1" { either(at_most(p, 2), at_least(p, 3)) }
neither_of = flow "1" { neither(same(p, 3), same(p, 4)) }
chosen = flow "1" { where(same(p, 3), 10, 20) }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect: both_of@2021 = 1
-- expect: either_of@2021 = 1
-- expect: neither_of@2021 = 0
-- expect: chosen@2021 = 10
