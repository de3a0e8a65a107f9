sex = axis {"female", "male"}
b = flow("1", sex) { by(sex) {female = 1} }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect error: E352 axis 'sex' has the element 'male', which is missing here
