-- the names on the loop form one block, entered through the solve
x = solve "1" { zero = square - 2, between = {0, 2} }
square = flow "1" { x * x }
double = flow "1" { 2 * x }
sector = axis {"a", "b"}
want = parameter("1", sector) { {a = 8, b = 27} }
root = solve("1", sector) { zero = root ^ 3 - want * (1 + grow), between = {0, 5}, within = 1e-12 }
grow = lever "1" { path {[2020] = 0, [2022] = 7} }
return model "solves" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect: x@2021 = 1.4142135623730951
-- expect: square@2021 = 2
-- expect: double@2022 = 2.8284271247461903
-- expect: root[0]@2020 = 2
-- expect: root[0]@2022 = 4
-- expect: root[1]@2020 = 3
