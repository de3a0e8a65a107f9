-- what is per year becomes a quantity by period; rates are 1/a, growth from a quotient of two years is pure
people = stock "万人" { initial = 100, next = people + births * period - people * leaving * period }
births = flow "人/a" { as "人/a" (20000) }
leaving = parameter "‰/a" { 10 }
grown = flow "%" { closing(people) / people - 1 }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect: people@2021 = 101
-- expect: grown@2021 = 1
