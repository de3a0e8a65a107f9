x = parameter "1" {6 & 3}  -- expect error: E123 '&' is a bitwise operator, which quantities do not have; write both(a, b)
return model "tiny" {start = 2020, horizon = 2022}
