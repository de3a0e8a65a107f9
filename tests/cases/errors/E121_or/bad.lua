x = parameter "1" {1}
y = flow "1" {x or 2}  -- expect error: E121 'or' is decided once, when the file is read, not in each year; write either(a, b)
return model "tiny" {start = 2020, horizon = 2022}
