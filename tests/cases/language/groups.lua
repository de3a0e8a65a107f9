band = axis {"0", "1_4", "5_9", "10plus"}
age = axis {from = 0, to = 12, open = true}
coarse = axis {"a", "b", at = {0, 10}}
count = parameter("人", band) { {["0"] = 10, ["1_4"] = 40, ["5_9"] = 20, ["10plus"] = 30} }
single = flow("人", age) { spread(count, band, age) }
first_five = flow "人" { sum(age(0, 4), single) }
next_five = flow "人" { sum(age(5, 9), single) }
old = flow "人" { sum(age(10, 12), single) }
line = flow("1", age) { interpolate(height, coarse, age) }
height = parameter("1", coarse) { {a = 0, b = 100} }
back = flow("人", band) { gather(single, age, band) }
places = flow("1", coarse) { coarse * 2 }
return model "groups" { calendar = true, start = 2020, horizon = 2021, files = {} }
-- expect: single[0]@2021 = 10
-- expect: first_five@2021 = 50
-- expect: next_five@2021 = 20
-- expect: old@2021 = 30
-- expect: line[3]@2021 = 30
-- expect: line[12]@2021 = 100
-- expect: back[1]@2021 = 40
-- expect: back[3]@2021 = 30
-- expect: places[1]@2021 = 20
