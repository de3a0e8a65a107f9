-- The portfolio of Saltelli et al., Global Sensitivity Analysis: The Primer (2008): shares w of three returns z with mean 0. A
-- share by itself explains nothing; with its return it does.
w1 = parameter "1" { normal(2, 1), estimate = "by definition" }
w2 = parameter "1" { normal(1, 2), estimate = "by definition" }
w3 = parameter "1" { normal(0.5, 0.5), estimate = "by definition" }
z1 = parameter "1" { normal(0, 1), estimate = "by definition" }
z2 = parameter "1" { normal(0, 0.5), estimate = "by definition" }
z3 = parameter "1" { normal(0, 3), estimate = "by definition" }

f = level "1" { w1 * z1 + w2 * z2 + w3 * z3 }
y = outcome "1" { at(f, 1) }

return model "portfolio" { start = 0, horizon = 1, files = {} }
