a0 = axis {"p", "q"}
a1 = axis {"p", "q"}
a2 = axis {"p", "q"}
a3 = axis {"p", "q"}
a4 = axis {"p", "q"}
a5 = axis {"p", "q"}
a6 = axis {"p", "q"}
x = parameter("1", a0, a1, a2, a3, a4, a5, a6) {1}  -- expect error: E359 'x' is declared over more than 6 axes; use fewer
return model "m" {calendar = true, start = 2020, horizon = 2022}
