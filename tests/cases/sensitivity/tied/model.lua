-- A straight line of three normal inputs, two of which the scenario `tied` correlates.
x1 = parameter "1" { normal(0, 1), estimate = "by definition" }
x2 = parameter "1" { normal(0, 1), estimate = "by definition" }
x3 = parameter "1" { normal(0, 2), estimate = "by definition" }

f = level "1" { x1 + x2 + x3 }
y = outcome "1" { at(f, 1) }

return model "line" { start = 0, horizon = 1, files = {} }
