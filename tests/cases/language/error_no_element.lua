sex = axis {"female", "male"}
p = parameter("1", sex) { {female = 1, male = 2} }
b = flow "1" { p[sex.mael] }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect error: E301 axis 'sex' has no element 'mael'; did you mean 'male'?
