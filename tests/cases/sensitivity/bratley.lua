-- Bratley, Fox and Niederreiter's function K of six inputs (1992): the sum of (-1)^i x1 x2 .. xi. Each input matters less than
-- the one before it, and all of them interact.
x1 = parameter "1" { uniform(0, 1), estimate = "by definition" }
x2 = parameter "1" { uniform(0, 1), estimate = "by definition" }
x3 = parameter "1" { uniform(0, 1), estimate = "by definition" }
x4 = parameter "1" { uniform(0, 1), estimate = "by definition" }
x5 = parameter "1" { uniform(0, 1), estimate = "by definition" }
x6 = parameter "1" { uniform(0, 1), estimate = "by definition" }

f = level "1" { x1 * (x2 * (1 - x3 * (1 - x4 * (1 - x5 * (1 - x6)))) - 1) }
y = outcome "1" { at(f, 1) }

return model "bratley" { start = 0, horizon = 1, files = {} }
