-- the order of axes is that of their definition, whatever order a declaration names them in; literal tables nest as written
area = axis {"urban", "rural"}
sex = axis {"female", "male"}
x = parameter("1", sex, area) { {female = {urban = 1, rural = 2}, male = {urban = 3, rural = 4}} }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect: x[0]@2021 = 1
-- expect: x[1]@2021 = 3
-- expect: x[2]@2021 = 2
-- expect: x[3]@2021 = 4
