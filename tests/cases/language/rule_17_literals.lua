-- value position: bare numbers, paths, tables, draws are in the declared unit; equation position: bare numbers are pure
a = parameter "%" { 4 }
one_more = flow "%" { a + 1 }                     -- 1 beside a share is the pure one
rest = flow "%" { 1 - a }
none = flow "%" { max(a - as "%" (9), 0) }        -- 0 fits every unit
added = lever "%" { path {[2020] = 1} + as "%" (1) }
twice = lever "%" { 2 * path {[2020] = 3} }
turned = lever "%" { path {[2020] = 3} * 2 }
arms = parameter "%" { where(less(a, 0.05), 3, 4) }
least = parameter "%" { min(3, 4) + max(1, 2) }
drawn = parameter "%" { 2 * normal(3, 1) }
cells = parameter("万人", area) { {urban = 1, rural = 2} }
area = axis {"urban", "rural"}
square = flow "1" { a ^ 2 * 10000 }               -- in an equation a curve of a share is of the pure number
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect: one_more@2021 = 104
-- expect: rest@2021 = 96
-- expect: none@2021 = 0
-- expect: added@2021 = 2
-- expect: twice@2021 = 6
-- expect: turned@2021 = 6
-- expect: arms@2021 = 3
-- expect: least@2021 = 5
-- expect: drawn@2021 = 6
-- expect: cells[1]@2021 = 2
-- expect: square@2021 = 16
