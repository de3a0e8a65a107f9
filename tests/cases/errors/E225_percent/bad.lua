rate = parameter "%" {3}
x = flow "%" {rate + 5}  -- expect error: E225 the bare number 5 stands beside %; write as "%" (5), or as "1" (5) for a pure number
return model "m" {calendar = true, start = 2020, horizon = 2022}
