-- A straight line and a yearly shock: y = 2 a + b + 2 shock, so that of the variance a has 4/9, b 1/9 and the shock 4/9.
a = parameter "1" { normal(10, 1), estimate = "by definition" }
b = parameter "1" { normal(5, 1), estimate = "by definition" }
jolt = shock "1" { sd = 2 }

f = level "1" { 2 * a + b + jolt }
y = outcome "1" { at(f, 1) }

return model "shaken" { start = 0, horizon = 1, files = {} }
