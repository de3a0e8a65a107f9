-- data: a series over years, one year, a period, axes in braces; hold, extend, fill; the unit column is converted
area = axis {"urban", "rural"}
generation = axis {"young", "old"}
held = series "万人" { data {"data/numbers.csv", "people", hold = true, fill = "linear"} }
onward = series "人" { data {"data/numbers.csv", "people", extend = true, fill = "linear"} }
one_year = parameter "人" { data {"data/numbers.csv", "people", year = start_year} }
within_gap = parameter "万人" { data {"data/numbers.csv", "people", year = 2019, fill = "linear"} }
whole = parameter "万人" { data {"data/numbers.csv", "births", period = "2020-2025"} }
cells = parameter("万人", area, generation) { data {"data/numbers.csv", "births_{area}.{generation}", year = 2020} }
population = level "万人" { held }
population = observed "万人" { data {"data/numbers.csv", "people"} }
return model "files" { calendar = true, start = 2020, horizon = 2023, files = {} }
-- expect: held@2021 = 3212.43
-- expect: held@2023 = 3212.43
-- expect: onward@2023 = 32194300
-- expect: one_year@2021 = 32089300
-- expect: within_gap@2021 = 3186.035
-- expect: whole@2021 = 120
-- expect: cells[0]@2021 = 7
-- expect: cells[1]@2021 = 2
-- expect: cells[2]@2021 = 3
-- expect: population@2020 = 3208.93
