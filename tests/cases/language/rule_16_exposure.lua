-- order is by name: the mean of those who begin a step at an age and those who reach it asks for no closing value
age = axis {from = 0, to = 2, open = true}
women = stock("人", age) { initial = {[0] = 100, [1] = 60, [2] = 40}, next = advance(women, age) + place(births * period, age[0]) }
exposed = flow("人", age) { 0.5 * (women + advance(women, age)) }
births = flow "人/a" { sum(age(1, 2), exposed) * as "%/a" (10) }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect: births@2021 = 15
-- expect: women[0]@2021 = 15
-- expect: women[2]@2021 = 100
