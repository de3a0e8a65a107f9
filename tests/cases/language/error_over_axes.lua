sex = axis {"female", "male"}
p = parameter("1", sex) { {female = 1, male = 2} }
b = flow "1" { p }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect error: E347 'b' is declared over () but its equation is over (sex)
