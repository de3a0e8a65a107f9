-- need asks, given gives in its own unit, and may replace a default or set a lever; observed gives history
elasticity = parameter "‰/a" { 8 }
elasticity = given "%/a" { 0 }
base = need "万人" { label = "x" }
base = given "人" { 50000 }
price = lever "1" { range = {0, 9} }
price = given "1" { path {[2020] = 1, [2022] = 5} }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect: elasticity@2021 = 0
-- expect: base@2021 = 5
-- expect: price@2021 = 3
