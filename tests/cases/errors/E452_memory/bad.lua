age = axis {from = 0, to = 999}
x = stock("1", age) {initial = 1, rate = 0 * x / as "a" (9)}
return model "m" {start = 2020, horizon = 1002020, calendar = true} -- expect error: E452 1000000 steps of this model take 
