share = parameter "%" { 20 }
x = flow "%" { share + 5 }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect error: E225 the bare number 5 stands beside %; write as "%" (5)
