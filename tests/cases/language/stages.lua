-- smoothing and material delay: levels start at input x time / order
input = flow "1" { stairs_of }
stairs_of = lever "1" { stairs {[0] = -1, [5] = 4} }
smoothed = flow "1" { smooth(input, as "a" (2)) }
third = flow "1" { smooth(input, as "a" (2), {order = 3, initial = 5}) }
late = flow "1" { delay(input, as "a" (4)) }
acc = stock "a" { initial = 0, rate = input }
kept = stock "1" { initial = 1, rate = as "1/a" (-3) * kept, nonnegative = true }
return model "stages" { start = 0, horizon = 10, step = 0.5, files = {} }
-- expect: smoothed@0 = -1
-- expect: smoothed@5 = -1
-- expect: smoothed@5.5 = 0.25
-- expect: smoothed@6 = 1.1875
-- expect: third@0 = 5
-- expect: late@0 = -1
-- expect: late@5.5 = -0.375
-- expect: acc@5 = -5
-- expect: acc@6 = -1
-- expect: kept@0.5 = 0
