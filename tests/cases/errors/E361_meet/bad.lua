a0 = axis {"p", "q"}
a1 = axis {"p", "q"}
a2 = axis {"p", "q"}
a3 = axis {"p", "q"}
a4 = axis {"p", "q"}
a5 = axis {"p", "q"}
a6 = axis {"p", "q"}
p0 = parameter("1", a0) {{p = 1, q = 2}}
p1 = parameter("1", a1) {{p = 1, q = 2}}
p2 = parameter("1", a2) {{p = 1, q = 2}}
p3 = parameter("1", a3) {{p = 1, q = 2}}
p4 = parameter("1", a4) {{p = 1, q = 2}}
p5 = parameter("1", a5) {{p = 1, q = 2}}
p6 = parameter("1", a6) {{p = 1, q = 2}}
left = flow("1", a0, a1, a2) {p0 * p1 * p2}
right = flow("1", a3, a4, a5, a6) {p3 * p4 * p5 * p6}
x = flow "1" {sum(a0, a1, a2, a3, a4, a5, a6, left * right)} -- expect error: E361 values over (a0, a1, a2, a3, a4, a5, a6) meet here, which are more than 6 axes; sum over some of them first
return model "m" {start = 2020, horizon = 2025, calendar = true}
