age = axis {from = 0, to = 2, open = true}
women = stock("人", age) {initial = 100, next = advance(women, age) + place(births * period, age[0])}
births = flow "人/a" {sum(age(1, 2), 0.5 * (women + advance(women, age))) * as "%/a" (10)}
return model "m" {start = 2020, horizon = 2022, calendar = true}
