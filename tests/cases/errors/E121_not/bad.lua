x = parameter "1" {1}
y = flow "1" {where(not x, 1, 0)}  -- expect error: E121 'not' is decided once
return model "tiny" {start = 2020, horizon = 2022}
