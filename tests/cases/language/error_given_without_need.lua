x = given "1" { 3 }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect error: E337 given: the model has no 'x'
