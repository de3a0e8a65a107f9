x = parameter "%" {100 * (as "%" (2) ^ 2)}
return model "m" {start = 2020, horizon = 2022, calendar = true}
