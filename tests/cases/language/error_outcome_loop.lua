a = outcome "1" { b + 1 }
b = outcome "1" { a + 1 }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect error: E423 a loop of equations: a -> a
