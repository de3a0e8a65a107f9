-- a distribution takes its name from where it stands, inside a path one for each year; a point run has the medians
rise = lever "%" { path {[2020] = 2, [2021] = uniform(2, 4), [2022] = uniform(4, 6)} }
left = parameter "1" { normal(0, 1) }
right = parameter "1" { normal(0, 1) }
same_draw = flow "1" { left - left }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect: rise@2021 = 3
-- expect: rise@2022 = 5
-- expect: left@2021 = 0
-- expect: same_draw@2021 = 0
