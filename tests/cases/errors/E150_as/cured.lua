x = parameter "%" {1}
y = flow "%" {x + as "%" (2)}
return model "tiny" {start = 2020, horizon = 2022}
