rate = parameter "%" {3}
x = flow "%" {rate + as "%" (5)}
return model "m" {calendar = true, start = 2020, horizon = 2022}
