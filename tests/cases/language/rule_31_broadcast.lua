-- fewer axes than declared: repeated, in smooth and delay too; a twin lets an axis stand twice
area = axis {"urban", "rural"}
area_to = axis(area)
lag = parameter("a", area) { {urban = 1, rural = 2} }
income = flow "1" { 3, start = 1 }
felt = flow("1", area) { smooth(income, lag) }
all_felt = flow "1" { sum(area, smooth(income, lag)) }
late = flow("1", area) { delay(income, lag) }
one = flow("1", area) { income }
pairs_of = flow("1", area, area_to) { felt * as_axis(felt, area, area_to) }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect: felt[0]@2021 = 1
-- expect: felt[0]@2022 = 3
-- expect: felt[1]@2022 = 2
-- expect: all_felt@2020 = 2
-- expect: all_felt@2022 = 5
-- expect: late[0]@2022 = 3
-- expect: late[1]@2022 = 2
-- expect: one[1]@2021 = 3
-- expect: pairs_of[2]@2022 = 6
