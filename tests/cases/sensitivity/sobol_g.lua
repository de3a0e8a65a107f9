-- Sobol's g function, case A: eight inputs of falling weight, closed-form variance shares.
x1 = parameter "1" { uniform(0, 1), estimate = "by definition" }
x2 = parameter "1" { uniform(0, 1), estimate = "by definition" }
x3 = parameter "1" { uniform(0, 1), estimate = "by definition" }
x4 = parameter "1" { uniform(0, 1), estimate = "by definition" }
x5 = parameter "1" { uniform(0, 1), estimate = "by definition" }
x6 = parameter "1" { uniform(0, 1), estimate = "by definition" }
x7 = parameter "1" { uniform(0, 1), estimate = "by definition" }
x8 = parameter "1" { uniform(0, 1), estimate = "by definition" }

local function part(x, a) return (abs(4 * x - 2) + a) / (1 + a) end
g = level "1" { part(x1, 0) * part(x2, 1) * part(x3, 4.5) * part(x4, 9) * part(x5, 99) * part(x6, 99) * part(x7, 99) * part(x8, 99) }
y = outcome "1" { at(g, 1) }

return model "sobol_g" { start = 0, horizon = 1, files = {} }
