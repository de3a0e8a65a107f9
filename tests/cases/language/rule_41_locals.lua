-- locals are helpers, a numeric for repeats text
local half = 0.5
local function twice(x) return 2 * x end
local total = 0
for k = 1, 4 do total = total + k end
p = parameter "1" { 3 }
x = flow "1" { twice(p) * half + total }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect: x@2021 = 13
