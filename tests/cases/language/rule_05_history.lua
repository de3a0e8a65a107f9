-- observed is the history of a flow, level or stock: read at and before the start, never after it
births = flow "人/a" { as "人/a" (5) }
births = observed "人/a" { path {[2018] = 9, [2019] = 8, [2020] = 7, [2021] = 99} }
before_last = flow "人/a" { previous(births, 2) }
population = level "人" { people }
population = observed "人" { path {[2019] = 98, [2020] = 100, [2021] = 55} }
people = stock "人" { initial = 100, rate = births }
people = observed "人" { path {[2019] = 97, [2020] = 100} }
year_before = flow "人" { previous(population) }
stock_before = flow "人" { previous(people) }
tfp = flow "1" { previous(tfp) * 2, start = 1 }
fell = outcome "1" { at(births, 2021) / at(births, 2018) }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect: births@2020 = 7
-- expect: births@2021 = 5
-- expect: before_last@2021 = 8
-- expect: before_last@2022 = 7
-- expect: population@2020 = 100
-- expect: population@2021 = 105
-- expect: year_before@2021 = 98
-- expect: year_before@2022 = 100
-- expect: stock_before@2021 = 97
-- expect: tfp@2020 = 1
-- expect: tfp@2022 = 4
-- expect: fell = 0.55555555555555556
