-- a time that has no axis left is not asked for at the start, where it may not be known
area = axis {"urban", "rural"}
age = axis {from = 0, to = 2}
pace = flow("a", area, age) { previous(pace) + as "a" (1) }
pace = observed("a", area, age) { path {[2020] = {urban = {[0] = 1, [1] = 1, [2] = 1}, rural = {[0] = 1, [1] = 1, [2] = 1}}} }
unknown = flow("a", area, age) { at_close * pace / as "a" (1), label = "no value in the start year" }
at_close = flow "a" { closing(k) - k + as "a" (1) }
k = stock "a" { initial = 1, rate = 0 }
income = flow "1" { 3, start = 1 }
summed = flow "1" { smooth(income, sum(area, sum(age(0, 2), unknown)) / 12) }
sliced = flow "1" { smooth(income, min(area, unknown[age[1]])) }
return model "m" { calendar = true, start = 2020, horizon = 2023, files = {} }
-- expect: unknown[0]@2021 = 2
-- expect: summed@2021 = 1
-- expect: summed@2022 = 3
-- expect: sliced@2022 = 2
