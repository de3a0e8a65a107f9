x = parameter "%" {1}
y = flow "%" {x + as "%" (x)}  -- expect error: E150 as is not written so; it is followed by "%" (5), with a plain number
return model "tiny" {start = 2020, horizon = 2022}
