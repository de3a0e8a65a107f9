p = parameter "人" { 20 }
x = flow "人" { p + 5 }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect error: E226 the bare number 5 stands beside 人
