a = axis {"p"}
b = axis(a)
c = axis(a)
d = axis(a)
e = axis(a)
f = axis(a)
g = axis(a)
x = series("1", a, b, c, d, e, f) {data {"data/numbers.csv", "{a}{b}{c}{d}{e}{f}{g}"}}
return model "m" {calendar = true, start = 2020, horizon = 2022}
-- expect error: E359 '{a}{b}{c}{d}{e}{f}{g}' is declared over more than 6 axes
