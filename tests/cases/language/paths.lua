linear = lever "%" { path {[2020] = 0, [2022] = 10} }
jump = lever "%" { path {[2020] = 0, [2022] = 10, hold = true} }
onward = lever "%" { path {[2020] = 0, [2022] = 10, extend = true} }
steps = lever "1" { stairs {[2020] = 1, [2022] = 5} }
rise = lever "1" { ramp {from = 2021, start = 1, to = 2023, reach = 3} }
bend = lever "1" { s_curve {from = 2020, start = 0, to = 2024, reach = 1} }
beat = lever "1" { pulse {from = 2021, width = 1, every = 2, to = 2023} }
high = lever "元2020" { pulse {from = 2022, width = 1, height = 7} }
sector = axis {"a", "b"}
table_path = lever("1", sector) { path {[2020] = {a = 1, others = 0}, [2022] = {a = 3, b = 4}} }
scaled = lever "亿元2020" { path {[2020] = 1, [2022] = 2} * 3 }
uncertain = lever "%" { path {[2020] = 2, [2022] = uniform(3, 5)} }
return model "paths" { calendar = true, start = 2020, horizon = 2024, files = {} }
-- expect: linear@2021 = 5
-- expect: linear@2024 = 10
-- expect: jump@2021 = 0
-- expect: jump@2022 = 10
-- expect: onward@2024 = 20
-- expect: steps@2021 = 1
-- expect: steps@2022 = 5
-- expect: rise@2020 = 1
-- expect: rise@2022 = 2
-- expect: bend@2021 = 0.15625
-- expect: bend@2022 = 0.5
-- expect: beat@2020 = 0
-- expect: beat@2021 = 1
-- expect: beat@2022 = 0
-- expect: beat@2023 = 1
-- expect: beat@2024 = 0
-- expect: high@2022 = 7
-- expect: table_path[0]@2021 = 2
-- expect: table_path[1]@2021 = 2
-- expect: scaled@2021 = 4.5
-- expect: uncertain@2021 = 3
