-- One run in eight, those with x1 below 0.125, has no logarithm.
x1 = parameter "1" { uniform(0, 1), estimate = "by definition" }
x2 = parameter "1" { uniform(0, 1), estimate = "by definition" }

f = level "1" { log(x1 - 0.125) + x2 }
y = outcome "1" { at(f, 1) }

return model "poisoned" { start = 0, horizon = 1, files = {} }
