x = flow "1/a" {1 / as "a" (1)}
k = stock "1" {initial = 0, rate = x}
y = flow "1/a" {closing(x)}  -- expect error: E426 closing('x') is not known: only stocks have a closing value in a model without a calendar; use the stock
return model "m" {start = 2020, horizon = 2022}
