a = level "1" {k + 0}  -- expect error: E423 a loop of equations: a -> k (line 1) -> f (line 2) -> a; let it pass through a stock
k = stock "1" {initial = 1, rate = f / as "a" (1)}
f = flow "1" {closing(a) * 0.5}
return model "m" {start = 2020, horizon = 2022, calendar = true}
