a = flow "1" {b}  -- expect error: E423 a loop of equations: a -> b (line 1) -> a; let it pass through a stock, previous(...) or a solve
b = flow "1" {a + 1}
return model "m" {calendar = true, start = 2020, horizon = 2022}
