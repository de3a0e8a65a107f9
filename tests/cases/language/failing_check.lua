x = stock "1" { initial = 1, next = x + 1 }
check "stays" { x, at_most = 2 }
check "grows" { closing(x), at_least = x }
check "off" { x, equals = 1, within = 5 }
return model "m" { calendar = true, start = 2020, horizon = 2023, files = {} }
-- expect checks failed: 1
