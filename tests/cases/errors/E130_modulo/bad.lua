x = parameter "1" {1}
y = flow "1" {x % 2}  -- expect error: E130 quantities have no operator '%'; write a - b * floor(a / b)
return model "tiny" {start = 2020, horizon = 2022}
