-- Births, deaths and migration shown under t carry the people of the end of t-1 to the end of t exactly.
people = stock "人" { initial = 1000, next = people + (births - deaths) * period }
births = flow "人/a" { people * as "%/a" (2), start = 19 }
deaths = flow "人/a" { people * as "‰/a" (10), start = 9 }
population = level "人" { people }
half = level "人" { people / 2 }
check "persons" { closing(population) - population, equals = (births - deaths) * period }
return model "timing" { calendar = true, start = 2020, horizon = 2023, files = {} }
-- expect: people@2020 = 1000
-- expect: births@2020 = 19
-- expect: births@2021 = 20
-- expect: deaths@2021 = 10
-- expect: people@2021 = 1010
-- expect: births@2022 = 20.2
-- expect: people@2022 = 1020.1
-- expect: half@2022 = 510.05
