k = stock "1" {initial = 1, rate = x / as "a" (1)}
x = flow "1" {k}
y = level "1" {x + 1}  -- expect error: E427 level 'y' reads the flow 'x': a level holds at a moment, a flow happens during the step; make it a flow, or read a stock
return model "m" {calendar = true, start = 2020, horizon = 2022}
