x = parameter "%" {path {[2020] = 2} ^ 2}  -- expect error: E229 ^ makes a pure number of bare ones, but what stands here is in %; write as "%" (...)
return model "m" {start = 2020, horizon = 2022, calendar = true}
