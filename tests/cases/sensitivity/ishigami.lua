-- Ishigami and Homma 1990: three uniform inputs, closed-form variance shares. x1 and x3 act together, x2 alone.
x1 = parameter "1" { uniform(-3.141592653589793, 3.141592653589793), estimate = "by definition" }
x2 = parameter "1" { uniform(-3.141592653589793, 3.141592653589793), estimate = "by definition" }
x3 = parameter "1" { uniform(-3.141592653589793, 3.141592653589793), estimate = "by definition" }

f = level "1" { sin(x1) + 7 * sin(x2) ^ 2 + 0.1 * x3 ^ 4 * sin(x1), label = {zh = "石神函数", en = "Ishigami"} }
y = outcome "1" { at(f, 1) }

return model "ishigami" { start = 0, horizon = 1, files = {} }
