sex = axis {"female", "male"}
b = flow("1", sex) { by(sex) {female = 1, male = 2, mail = 3} }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect error: E302 axis 'sex' has no element 'mail'
