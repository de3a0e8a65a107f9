a = flow "1" { b + 1 }
b = flow "1" { c }
c = flow "1" { a }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect error: E423 a loop of equations: a -> b (line 1) -> c (line 2) -> a
