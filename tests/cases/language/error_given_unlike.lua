x = need "人" { label = "x" }
x = given "元2020" { 3 }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect error: E228 the given of 'x' is 元2020, declared 人: they are unlike
