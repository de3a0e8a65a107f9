-- x1 + x2 of two uniform inputs: knowing one of them turns a triangle into a rectangle, so delta is 1/3 for both.
x1 = parameter "1" { uniform(0, 1), estimate = "by definition" }
x2 = parameter "1" { uniform(0, 1), estimate = "by definition" }
x3 = parameter "1" { uniform(0, 1), estimate = "by definition" }

f = level "1" { x1 + x2 + 0 * x3 }
y = outcome "1" { at(f, 1) }

return model "two_uniforms" { start = 0, horizon = 1, files = {} }
