-- Sobol's g function of twenty inputs, as large as the speed aim asks for.
x1 = parameter "1" { uniform(0, 1), estimate = "by definition" }
x2 = parameter "1" { uniform(0, 1), estimate = "by definition" }
x3 = parameter "1" { uniform(0, 1), estimate = "by definition" }
x4 = parameter "1" { uniform(0, 1), estimate = "by definition" }
x5 = parameter "1" { uniform(0, 1), estimate = "by definition" }
x6 = parameter "1" { uniform(0, 1), estimate = "by definition" }
x7 = parameter "1" { uniform(0, 1), estimate = "by definition" }
x8 = parameter "1" { uniform(0, 1), estimate = "by definition" }
x9 = parameter "1" { uniform(0, 1), estimate = "by definition" }
x10 = parameter "1" { uniform(0, 1), estimate = "by definition" }
x11 = parameter "1" { uniform(0, 1), estimate = "by definition" }
x12 = parameter "1" { uniform(0, 1), estimate = "by definition" }
x13 = parameter "1" { uniform(0, 1), estimate = "by definition" }
x14 = parameter "1" { uniform(0, 1), estimate = "by definition" }
x15 = parameter "1" { uniform(0, 1), estimate = "by definition" }
x16 = parameter "1" { uniform(0, 1), estimate = "by definition" }
x17 = parameter "1" { uniform(0, 1), estimate = "by definition" }
x18 = parameter "1" { uniform(0, 1), estimate = "by definition" }
x19 = parameter "1" { uniform(0, 1), estimate = "by definition" }
x20 = parameter "1" { uniform(0, 1), estimate = "by definition" }

local function part(x, a) return (abs(4 * x - 2) + a) / (1 + a) end
g = level "1" { part(x1, 0) * part(x2, 1) * part(x3, 2) * part(x4, 3) * part(x5, 4) * part(x6, 5) * part(x7, 6) * part(x8, 7) * part(x9, 8) * part(x10, 9) * part(x11, 10) * part(x12, 11) * part(x13, 12) * part(x14, 13) * part(x15, 14) * part(x16, 15) * part(x17, 16) * part(x18, 17) * part(x19, 18) * part(x20, 19) }
y = outcome "1" { at(g, 1) }

return model "sobol_g20" { start = 0, horizon = 1, files = {} }
